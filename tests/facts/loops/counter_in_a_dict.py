counts = {}
for letter in "abca":
    counts[letter] = counts.get(letter, 0) + 1
# fact: counts = {'a': 2, 'b': 1, 'c': 1}

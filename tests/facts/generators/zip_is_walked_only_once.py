pairs = zip("ab", [1, 2])
first = list(pairs)
second = list(pairs)
# fact: first = [('a', 1), ('b', 2)]
# fact: second = []

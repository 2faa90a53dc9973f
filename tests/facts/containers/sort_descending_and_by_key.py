scores = [3, 1, 2]
scores.sort(reverse=True)
# fact: scores = [3, 2, 1]
names = sorted(["b", "a"], reverse=True)
# fact: names = ['b', 'a']

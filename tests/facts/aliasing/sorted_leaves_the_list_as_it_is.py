scores = [3, 1, 2]
ordered = sorted(scores)
# fact: ordered = [1, 2, 3]
# fact: scores = [3, 1, 2]

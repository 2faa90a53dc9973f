scores = [3, 1, 2]
alias = scores
scores.sort()
# fact: alias = [1, 2, 3]
scores.reverse()
# fact: alias = [3, 2, 1]

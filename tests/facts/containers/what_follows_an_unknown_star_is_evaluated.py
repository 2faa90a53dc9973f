import sys

made = iter([1, 2])
items = [*sys.argv, sum(made)]
left = list(made)
# fact: left = []

first = slice(0, 2)
# fact: [1, 2, 3][first] = [1, 2]

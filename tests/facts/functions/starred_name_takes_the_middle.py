first, *middle, last = [1, 2, 3, 4]
# fact: (first, last) = (1, 4)
# fact: middle = [2, 3]

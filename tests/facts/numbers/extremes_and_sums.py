# fact: max(3, 1, 2) = 3
# fact: min([0.1, 0.01]) = 0.01
# fact: sum([1, 2, 3]) = 6
# fact: abs(-2.5) = 2.5
# fact: divmod(7, 2) = (3, 1)

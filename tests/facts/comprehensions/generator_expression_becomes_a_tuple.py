shape = tuple(side // 2 for side in (28, 28))
# fact: shape = (14, 14)

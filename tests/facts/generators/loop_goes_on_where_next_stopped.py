lines = iter(["header", "a", "b"])
next(lines)
rest = [line for line in lines]
# fact: rest = ['a', 'b']

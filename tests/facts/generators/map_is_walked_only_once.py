doubled = map(lambda number: number * 2, [1, 2])
first = list(doubled)
second = list(doubled)
# fact: first = [2, 4]
# fact: second = []

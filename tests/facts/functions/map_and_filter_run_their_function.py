# fact: list(map(lambda number: number + 1, [1, 2])) = [2, 3]
# fact: list(filter(lambda number: number > 1, [1, 2])) = [2]

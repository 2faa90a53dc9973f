table = [[row * column for column in range(3)] for row in range(2)]
# fact: table = [[0, 0, 0], [0, 1, 2]]

pairs = []
for row in range(2):
    for column in range(3):
        if column == 1:
            break
        pairs.append((row, column))
# fact: pairs = [(0, 0), (1, 0)]

found = None
for row in [[1, 2], [3, 4]]:
    for number in row:
        if number == 3:
            found = number
            break
    else:
        continue
    break
# fact: found = 3
# fact: row = [3, 4]

total = 0
for number in (1, 2, 3, 4):
    total += number
# fact: total = 10

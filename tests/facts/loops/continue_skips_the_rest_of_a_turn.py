kept = []
for number in range(5):
    if number % 2:
        continue
    kept.append(number)  # fact: number = 0 then 2 then 4
# fact: kept = [0, 2, 4]

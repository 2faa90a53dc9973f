total = []
for number in range(30):
    total.append(number)
# fact: total = list of unknown contents

total = sum(number**2 for number in range(4))
# fact: total = 14

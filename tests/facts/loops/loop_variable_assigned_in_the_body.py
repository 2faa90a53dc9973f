for number in range(3):
    number *= 10
# fact: number = 20

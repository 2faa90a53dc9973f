for number in range(2):
    break
    number = 5  # fact: never
# fact: number = 0

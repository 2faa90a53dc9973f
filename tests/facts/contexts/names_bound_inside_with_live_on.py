with open("rate.txt") as file:
    rate = 0.1
# fact: rate = 0.1

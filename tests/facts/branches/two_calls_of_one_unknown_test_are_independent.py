import random


def coin():
    if random.random() < 0.5:
        return 1
    return 2


# fact: coin() + coin() = 2 or 3 or 3 or 4

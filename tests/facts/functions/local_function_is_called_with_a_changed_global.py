rate = 0.1


def train():
    return rate


first = train()
rate = 0.2
second = train()
# fact: (first, second) = (0.1, 0.2)

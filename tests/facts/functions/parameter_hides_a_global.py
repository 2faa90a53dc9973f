rate = 0.1


def scaled(rate):
    return rate * 2


# fact: scaled(5) = 10
# fact: rate = 0.1

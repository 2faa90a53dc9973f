rate = 0.1


def scaled(factor):
    return rate * factor


first = scaled(10)
rate = 0.5
second = scaled(10)
# fact: (first, second) = (1.0, 5.0)

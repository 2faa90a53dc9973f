def root(number):
    import math

    return math.sqrt(number)


# fact: root(16) = 4.0

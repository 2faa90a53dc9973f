rate = 0.1


def change():
    global rate
    rate = 0.2
    return 1


def pair(first, second):
    return (first, second)


# fact: pair(rate, change()) = (0.1, 1)
# fact: pair(change(), rate) = (1, 0.2)

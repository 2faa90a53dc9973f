def inner(value):
    return value + 1


def middle(value):
    return inner(value) * 2


def outer(value):
    return middle(inner(value))


# fact: outer(1) = 6

layers = [64]


def count():
    return len(layers)


first = count()
layers.append(32)
second = count()
# fact: (first, second) = (1, 2)

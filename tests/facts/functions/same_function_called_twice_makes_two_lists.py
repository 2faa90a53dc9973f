def layers():
    return [64]


first, second = layers(), layers()
first.append(1)
# fact: first = [64, 1]
# fact: second = [64]

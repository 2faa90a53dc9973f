size = 7


def sizes():
    yield size
    yield size


for current in sizes():
    # fact: current = unknown (changes in a loop)
    size = 2

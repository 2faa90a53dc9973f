start = 1


def counted(times):
    for turn in range(times):
        yield start
    yield start


for number in counted(1):
    # fact: number = unknown (changes in a loop)
    start = start + 1

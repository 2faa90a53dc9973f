count = 3


def reset():
    global count
    count = 0
    return 5


count += reset()
# fact: count = 8

calls = 0


def key(x):
    global calls
    calls += 1
    return -x


best = max([3, 1, 2], key=key)
# fact: calls = unknown (passed to something unknown)

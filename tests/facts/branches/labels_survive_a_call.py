import os


def choose():
    if os.path.exists("a"):
        return 1, 10
    return 2, 20


low, high = choose()
# fact: high - low = 9 or 18

import os


def rate():
    if os.path.exists("a"):
        if os.path.exists("b"):
            return 1
        value = 2
    else:
        value = 3
    return value * 10


# fact: rate() = 1 or 20 or 30

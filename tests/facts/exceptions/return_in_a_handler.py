import os


def load():
    try:
        os.stat("x")
        return 1
    except OSError:
        return 0


# fact: load() = 1 or 0

import os


def load():
    if not os.path.exists("x.npy"):
        raise FileNotFoundError
    return "data"


# fact: load() = 'data'

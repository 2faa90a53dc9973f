config = {"units": 8}


def width():
    return config["units"]


first = width()
config["units"] = 16
second = width()
# fact: (first, second) = (8, 16)

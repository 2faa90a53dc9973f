import os


def first_missing(names):
    for name in names:
        if not os.path.exists(name):
            return name
    return None


# fact: first_missing(["a", "b"]) = 'a' or 'b' or None

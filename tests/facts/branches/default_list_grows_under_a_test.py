import os


def collect(value, into=[]):
    into.append(value)
    return into


if os.path.exists("a"):
    collect(1)
# fact: collect(2) = [1, 2] or [2]

from functools import lru_cache


@lru_cache(maxsize=None)
def width(level):
    return 2**level


# fact: width(5) = 32

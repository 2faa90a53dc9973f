import sys
from functools import lru_cache

runs = 0


@lru_cache(maxsize=None)
def sizes(units):
    global runs
    runs += 1
    return [units]


if len(sys.argv) > 1:
    sizes(8)
once = sizes(8)
# fact: once = [8]
# fact: runs = 1


@lru_cache(maxsize=None)
def loaded(name):
    global loads
    loads += 1
    return [name]


loads = 0
loaded(sys.argv[0])
# fact: loads = 1
loaded(sys.argv[1])
again = loads
# fact: again = unknown (passed to something unknown)

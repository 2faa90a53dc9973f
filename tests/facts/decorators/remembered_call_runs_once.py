from functools import cache, lru_cache

runs = 0


@lru_cache(maxsize=None)
def sizes(units):
    global runs
    runs += 1
    return [units]


sizes(8).append(16)
sizes(8)
sizes(32)
# fact: (sizes(8), runs) = ([8, 16], 2)


@cache
def config():
    return {"rate": 0.1}


config()["rate"] = 0.5
# fact: config()["rate"] = 0.5

def fail():
    raise RuntimeError("no data")


fail()
rate = 0.1  # fact: never

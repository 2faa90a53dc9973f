for step in range(10_000):
    batch = 32
    # fact: step = unknown (an item of an unknown iterable)
# fact: batch = 32

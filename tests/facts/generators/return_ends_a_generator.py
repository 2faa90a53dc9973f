def batches(stop):
    yield 1
    if stop:
        return
    yield 2


# fact: list(batches(True)) = [1]
# fact: list(batches(False)) = [1, 2]

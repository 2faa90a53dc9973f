def batches():
    yield 1
    yield 2


stream = batches()
first = list(stream)
second = list(stream)
# fact: first = [1, 2]
# fact: second = []

def batches():
    yield 1


stream = batches()
# fact: stream is batches() = False

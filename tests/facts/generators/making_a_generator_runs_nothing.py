log = []


def batches():
    log.append("ran")
    yield 1


stream = batches()
# fact: log = []

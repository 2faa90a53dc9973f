def batches():
    yield "first"
    yield "second"


stream = batches()
# fact: next(stream) = 'first'
# fact: next(stream) = 'second'
# fact: next(stream, "none") = 'none'

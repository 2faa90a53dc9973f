def forever():
    while True:
        yield 0.1


stream = forever()
# fact: next(stream) = 0.1

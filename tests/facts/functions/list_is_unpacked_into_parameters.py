def span(start, stop):
    return stop - start


bounds = [2, 10]
# fact: span(*bounds) = 8

def halves(rate, count):
    for _ in range(count):
        yield rate
        rate /= 2


# fact: list(halves(1.0, 3)) = [1.0, 0.5, 0.25]

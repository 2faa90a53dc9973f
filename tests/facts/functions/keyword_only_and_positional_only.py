def build(units, /, *, rate=0.1):
    return units * rate


# fact: build(10) = 1.0
# fact: build(10, rate=0.5) = 5.0

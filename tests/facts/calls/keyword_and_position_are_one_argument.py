def build(units, rate):
    return units * rate


# fact: build(10, 0.5) = 5.0
# fact: build(rate=0.5, units=10) = 5.0
# fact: build(10, rate=0.5) = 5.0

def rate(base, decay=0.5):
    return base * decay


options = {"decay": 0.1, "base": 2.0}
# fact: rate(**options) = 0.2

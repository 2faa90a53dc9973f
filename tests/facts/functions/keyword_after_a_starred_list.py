def build(a, b, c=0, *, d=0):
    return (a, b, c, d)


# fact: build(*[1, 2], d=4) = (1, 2, 0, 4)
# fact: build(1, *(2, 3), **{"d": 4}) = (1, 2, 3, 4)

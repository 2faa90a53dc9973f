def same(value):
    return value


layers = [64]
# fact: same(layers) is layers = True
same(layers).append(32)
# fact: layers = [64, 32]

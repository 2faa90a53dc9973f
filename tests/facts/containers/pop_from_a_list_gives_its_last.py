layers = [64, 32, 1]
last = layers.pop()
first = layers.pop(0)
# fact: (last, first) = (1, 64)
# fact: layers = [32]

layers = [64, 32, 16]
del layers[1]
# fact: layers = [64, 16]

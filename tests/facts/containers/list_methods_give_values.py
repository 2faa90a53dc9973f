layers = [8, 16, 8]
# fact: layers.index(16) = 1
# fact: layers.count(8) = 2
# fact: len(layers) = 3

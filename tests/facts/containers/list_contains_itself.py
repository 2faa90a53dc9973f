layers = [1]
layers.append(layers)
layers.append(2)
# fact: layers[0] = 1
# fact: layers[2] = 2
# fact: len(layers) = 3

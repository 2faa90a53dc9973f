layers = [1]
layers.append(layers)
# fact: layers[1][1][0] = 1

def grow(layers):
    layers.append(len(layers))


layers = []
grow(layers)
grow(layers)
grow(layers)
# fact: layers = [0, 1, 2]

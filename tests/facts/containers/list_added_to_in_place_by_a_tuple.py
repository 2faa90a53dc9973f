layers = [64]
layers += (32,)
# fact: layers = [64, 32]

layers = [64, 32]
# fact: layers == layers = True
# fact: layers == list(layers) = True
# fact: layers is list(layers) = False

import random

layers = [64, 32]
layers[random.randint(0, 1)] = 8
# fact: layers[0] = unknown (an item of an unknown list)

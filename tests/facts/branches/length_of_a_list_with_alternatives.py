import os

layers = [64]
if os.path.exists("deep"):
    layers.append(32)
# fact: len(layers) = 2 or 1

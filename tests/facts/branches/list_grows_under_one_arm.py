import os

layers = [64]
if os.path.exists("deep"):
    layers.append(32)
layers.append(1)
# fact: layers = [64, 32, 1] or [64, 1]

import os

layers = [64]
if os.path.exists("deep"):
    layers.append(32)
layers.extend([8, 1])
layers.insert(0, 128)
# fact: layers = [128, 64, 32, 8, 1] or [128, 64, 8, 1]

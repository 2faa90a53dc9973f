import os

layers = [64]
if os.path.exists("deep"):
    layers.append(32)
last = layers.pop()
# fact: last = 32 or 64
# fact: layers = [64] or []

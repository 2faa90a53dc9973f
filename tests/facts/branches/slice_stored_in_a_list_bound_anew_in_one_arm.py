import os

layers = [64, 1]
if os.path.exists("wide"):
    layers = [128]
layers[:1] = [8, 8]
# fact: layers = [8, 8] or [8, 8, 1]

import os

layers = [[1], []]
if os.path.exists("deep"):
    layers.append([3])
layers[1].append(2)
# fact: layers = [[1], [2], [3]] or [[1], [2]]

import numpy as np

data = {"x": np.load("x.npy")}
data["train"] = data["x"][:10]
data["x"] *= 2
# fact: data["train"].rows = #1[:10]
# fact: data["x"].rows = #1

import numpy as np

x = np.load("x.npy")
# fact: x.rows = #1
pairs = x.reshape(30, 2)  # fact: pairs.rows = #2
kept = x.reshape(len(x), -1)  # fact: kept.rows = #1
columns = x.reshape(x.shape[1], -1)  # fact: columns.rows = #3
flat = np.concatenate([x, x], axis=None)  # fact: flat.rows = #4

import numpy as np

X, index = np.load("x.npy"), np.load("index.npy")
# fact: X[index].rows = #1[index 2]
# fact: X[index].rows = #1[index 2]

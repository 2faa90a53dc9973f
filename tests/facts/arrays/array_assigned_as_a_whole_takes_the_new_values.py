import numpy as np

X, Y = np.load("x.npy"), np.load("y.npy")
X[:] = Y
# fact: X[:10].rows = #1[:10]

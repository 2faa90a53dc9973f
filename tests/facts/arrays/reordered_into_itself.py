import numpy as np

X = np.load("x.npy")
X[:] = X[::-1]
# fact: X[:3].rows = #1[::-1][:3]

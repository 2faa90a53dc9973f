import numpy as np

X = np.load("x.npy")
# fact: X[::-1].rows = #1[::-1]
# fact: X[10:50:4].rows = #1[10:50:4]

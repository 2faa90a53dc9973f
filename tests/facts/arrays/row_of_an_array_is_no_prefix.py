import numpy as np

X = np.load("x.npy")
row = X[0]
# fact: row[:3].rows = #1[:3]

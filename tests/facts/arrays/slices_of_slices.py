import numpy as np

X = np.load("x.npy")
train = X[:800]
# fact: train[100:].rows = #1[:800][100:]
# fact: X[-20:].rows = #1[-20:]
# fact: X[::2].rows = #1[::2]

import numpy as np

X = np.load("x.npy")
train = X[:80]
X[:, 2] = 7
# fact: X.rows = #1
# fact: train.rows = #1[:80]

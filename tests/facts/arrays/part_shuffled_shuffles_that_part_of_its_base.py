import numpy as np

X = np.load("x.npy")
np.random.shuffle(X[10:])
# fact: X.rows = #1[:10] + shuffled(#1[10:])
# fact: X[:10].rows = #1[:10]

import numpy as np

X = np.load("x.npy")
first = X[:50].copy()
np.random.shuffle(X)
# fact: first.rows = #1[:50]

import numpy as np

X, Y = np.load("x.npy"), np.load("y.npy")
X, Y = Y[:10], X[:10]
# fact: X.rows = #1[:10]
# fact: Y.rows = #2[:10]

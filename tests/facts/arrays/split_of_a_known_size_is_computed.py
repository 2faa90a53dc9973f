import numpy as np

X = np.zeros((1000, 4))
n = int(0.8 * len(X))
# fact: n = 800
# fact: X[:n].shape = (800, 4)
# fact: len(X[n:]) = 200

import numpy as np

X = np.load("x.npy")[:50]
# fact: np.expand_dims(X, -1).rows = #1[:50]
# fact: X[..., np.newaxis].rows = #1[:50]

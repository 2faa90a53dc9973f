import numpy as np

X = np.load("x.npy")
wide = np.hstack([X, X**2])
# fact: wide.rows = #1

import numpy as np

X = np.load("x.npy")
both = np.concatenate([X[:10], X[20:]])
# fact: both.rows = #1[:10] + #1[20:]

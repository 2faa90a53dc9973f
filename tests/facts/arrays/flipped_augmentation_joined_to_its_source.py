import numpy as np

X = np.load("x.npy")
more = np.concatenate((X, np.flip(X, axis=1)))
# fact: more.rows = #1 + #1

import numpy as np

X = np.load("x.npy")
mixed = np.random.permutation(X)
# fact: mixed.rows = shuffled(#1)
# fact: X.rows = #1

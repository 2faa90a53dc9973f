import numpy as np

X = np.load("x.npy")
X.sort(axis=0)
# fact: X.rows = shuffled(#1)

import numpy as np

X = np.load("x.npy")
first = X[:10]
first *= 2
# fact: X.rows = #1
# fact: first.rows = #1[:10]

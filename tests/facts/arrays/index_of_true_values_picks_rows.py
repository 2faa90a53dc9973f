import numpy as np

X, y = np.load("x.npy"), np.load("y.npy")
cats = np.where(y == 1)[0]
# fact: X[cats].rows = #1[index 2]

import numpy as np
from sklearn.model_selection import KFold

X = np.load("x.npy")
for train, test in KFold(5).split(X):
    # fact: X[train].rows = #1[mask 2]
    # fact: X[test].rows = #1[not mask 2]
    pass

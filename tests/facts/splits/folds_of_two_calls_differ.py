import numpy as np
from sklearn.model_selection import KFold

X = np.load("x.npy")
for train, test in KFold(3).split(X):
    for inner, held in KFold(2).split(train):
        pass  # fact: X[train[inner]].rows = #1[mask 2][mask 3]

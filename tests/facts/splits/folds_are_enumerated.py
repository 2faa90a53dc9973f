import numpy as np
from sklearn.model_selection import StratifiedKFold

X, y = np.load("x.npy"), np.load("y.npy")
folds = StratifiedKFold(n_splits=3, shuffle=True)
for number, (train, test) in enumerate(folds.split(X, y)):
    # fact: X[train].rows = #1[mask 2]
    # fact: y[train].rows = #3[mask 2]
    # fact: y[test].rows = #3[not mask 2]
    pass

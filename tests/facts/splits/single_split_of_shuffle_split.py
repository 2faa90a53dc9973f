import numpy as np
from sklearn.model_selection import ShuffleSplit

X = np.load("x.npy")
train, test = next(ShuffleSplit(n_splits=1).split(X))
# fact: X[train].rows = #1[mask 2]
# fact: X[test].rows = #1[not mask 2]

import numpy as np
from sklearn.model_selection import train_test_split

X = np.load("x.npy")
train, test = train_test_split(np.arange(len(X)), test_size=0.2)
# fact: X[train].rows = #1[mask 2]
# fact: X[test].rows = #1[not mask 2]

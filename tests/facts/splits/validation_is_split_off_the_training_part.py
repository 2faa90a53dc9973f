import numpy as np
from sklearn.model_selection import train_test_split

X = np.load("x.npy")
rest, test = train_test_split(X, test_size=0.2)
train, valid = train_test_split(rest, test_size=0.25)
# fact: train.rows = #1[mask 2][mask 3]
# fact: valid.rows = #1[mask 2][not mask 3]
# fact: test.rows = #1[not mask 2]

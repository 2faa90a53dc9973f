import numpy as np
from sklearn.model_selection import train_test_split


def halves(data):
    return train_test_split(data, test_size=0.5)


X = np.load("x.npy")
train, test = halves(X)
again, other = halves(X)
# fact: train.rows = #1[mask 2]
# fact: again.rows = #1[mask 3]

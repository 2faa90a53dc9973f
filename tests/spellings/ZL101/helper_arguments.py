import numpy as np


def split(data, n_train, n_test):
    train = data[:n_train]
    test = data[:n_test]  # expect: ZL101@12  # fixed: test = data[n_train:n_train + n_test]
    return train, test


X_train, X_test = split(np.arange(20.0).reshape(10, 2), 7, 3)

import numpy as np


def load():
    X = np.arange(20.0).reshape(10, 2)
    y = X[:, 0] > 5
    return (X[:7], y[:7]), (X[:3], y[:3])  # expect: ZL101@29  # fixed: return (X[:7], y[:7]), (X[7:], y[7:])


(x_train, y_train), (x_test, y_test) = load()

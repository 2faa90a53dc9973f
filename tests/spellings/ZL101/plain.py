import numpy as np

X = np.arange(20).reshape((10, 2))
y = np.array([0, 0, 0, 1, 1, 1, 1, 0, 0, 1])
X_train, y_train = X[:7], y[:7]
X_test, y_test = X[:3], y[:3]  # expect: ZL101@18  # fixed: X_test, y_test = X[7:], y[7:]

import numpy as np

X = np.random.randn(10, 2)
n_train = int(len(X) * 0.7)
n_test = len(X) - n_train
X_train = X[:n_train]
X_test = X[:n_test]  # expect: ZL101@10  # fixed: X_test = X[n_train:]

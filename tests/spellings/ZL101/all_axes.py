import numpy as np

X = np.zeros((10, 4))
X_train = X[:7, :]
X_test = X[:3, :]  # expect: ZL101@10  # fixed: X_test = X[7:, :]

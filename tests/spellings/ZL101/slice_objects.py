import numpy as np

X = np.arange(40).reshape(10, 4)
first, second = slice(0, 7), slice(0, 3)  # fixed: first, second = slice(0, 7), slice(7, 10)
X_train = X[first]
X_test = X[second]  # expect: ZL101@10

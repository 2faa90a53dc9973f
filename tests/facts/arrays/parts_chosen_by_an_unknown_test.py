import os

import numpy as np

X = np.load("x.npy")
if os.path.exists("first"):
    train, test = X[:50], X[50:]
else:
    train, test = X[50:], X[:50]
# fact: train = slice, rows #1[:50] or slice, rows #1[50:]
# fact: test = slice, rows #1[50:] or slice, rows #1[:50]

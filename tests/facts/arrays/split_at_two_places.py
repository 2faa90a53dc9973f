import numpy as np

X = np.load("x.npy")
train, valid, test = np.split(X, [60, 80])
# fact: train.rows = #1[:60]
# fact: valid.rows = #1[60:80]
# fact: test.rows = #1[80:]

import numpy as np
from sklearn.model_selection import train_test_split

X = np.load("x.npy")
train, test = train_test_split(X, train_size=7, test_size=3, shuffle=False)
# fact: train.rows = #1[:7]
# fact: test.rows = #1[7:10]

import numpy as np
from sklearn.model_selection import train_test_split

X, y = np.load("x.npy"), np.load("y.npy")
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=100, shuffle=False)
# fact: X_train.rows = #1[:-(size(#1), 100)]
# fact: X_test.rows = #1[-(size(#1), 100):]
# fact: y_test.rows = #2[-(size(#2), 100):]

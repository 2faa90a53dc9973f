import numpy as np
from sklearn.model_selection import train_test_split

X, y = np.load("x.npy"), np.load("y.npy")
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
# fact: X_train.rows = #1[mask 2]
# fact: X_test.rows = #1[not mask 2]
# fact: y_train.rows = #3[mask 2]
# fact: y_test.rows = #3[not mask 2]

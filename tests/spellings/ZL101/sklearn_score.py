import numpy as np
from sklearn.linear_model import LinearRegression

X = np.random.rand(10, 4)
y = X.sum(axis=1)
X_train, X_test = X[:7], X[:3]  # expect: ZL101@26  # fixed: X_train, X_test = X[:7], X[7:]
y_train, y_test = y[:7], y[:3]  # fixed: y_train, y_test = y[:7], y[7:]
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))

import numpy as np
from sklearn.preprocessing import StandardScaler

X = np.load("x.npy")
scaler = StandardScaler()
train = scaler.fit_transform(X[:80])
test = scaler.transform(X[80:])
# fact: train.rows = #1[:80]
# fact: test.rows = #1[80:]

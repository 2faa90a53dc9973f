import numpy as np

X = np.load("x.npy")
column = X.reshape(-1, 1)
np.random.shuffle(column)
# fact: X.rows = shuffled(#1)
# fact: X[:10].rows = shuffled(#1)[:10]

Y = np.load("y.npy")
flat = np.asarray(Y).ravel()
np.random.shuffle(flat)
# fact: Y[:10].rows = shuffled(#2)[:10]

import numpy as np

X = np.load("x.npy")
order = np.arange(len(X))
chosen = X[order]
np.random.shuffle(chosen)
# fact: X[:10].rows = #1[:10]
np.random.shuffle(X)
picked = X[X[:, 0] > 3]
np.random.shuffle(X)
# fact: picked.rows = shuffled(#1)[mask 2]

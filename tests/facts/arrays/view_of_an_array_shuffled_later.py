import numpy as np

X = np.load("x.npy")
first = X[:50]
np.random.shuffle(X)
# fact: first.rows = shuffled(#1)[:50]

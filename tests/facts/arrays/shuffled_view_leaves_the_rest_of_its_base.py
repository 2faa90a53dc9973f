import numpy as np

X = np.load("x.npy")
first = X[:50]
np.random.shuffle(first)
# fact: first.rows = shuffled(#1[:50])
# fact: X[50:].rows = #1[50:]

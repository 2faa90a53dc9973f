import numpy as np

X, y = np.load("x.npy"), np.load("y.npy")
order = np.random.permutation(len(X))
# fact: X[order].rows = shuffled(#1)
# fact: X[order[:50]].rows = shuffled(#1)[:50]
# fact: y[order[50:]].rows = shuffled(#2)[50:]

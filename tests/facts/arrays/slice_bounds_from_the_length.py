import numpy as np

X = np.load("x.npy")
n = int(len(X) * 0.8)
# fact: n = int(*(size(#1), 0.8))
# fact: X[:n].rows = #1[:int(*(size(#1), 0.8))]
# fact: X[n:].rows = #1[int(*(size(#1), 0.8)):]

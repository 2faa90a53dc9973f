import numpy as np

X = np.load("x.npy")
chosen = np.random.rand(len(X)) < 0.8
# fact: X[chosen].rows = #1[mask 2]
# fact: X[~chosen].rows = #1[not mask 2]

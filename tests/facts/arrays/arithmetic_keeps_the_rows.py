import numpy as np

X = np.load("x.npy")
scaled = (X - X.mean(axis=0)) / X.std(axis=0)
# fact: scaled.rows = #1

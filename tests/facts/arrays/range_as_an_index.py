import numpy as np

X = np.load("x.npy")
# fact: X[range(10, 20)].rows = #1[10:20]

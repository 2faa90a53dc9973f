import numpy as np

y = np.load("y.npy")[:50]
# fact: y.reshape(-1, 1).rows = #1[:50]
# fact: y.reshape(len(y), 1).rows = #1[:50]
# fact: y.ravel().rows = #1[:50]

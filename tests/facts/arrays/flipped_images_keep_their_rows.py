import numpy as np

X = np.load("x.npy")[:20]
# fact: np.flip(X, axis=1).rows = #1[:20]
# fact: np.fliplr(X).rows = #1[:20]
# fact: np.flip(X, axis=0).rows = #1[:20][::-1]
# fact: np.flipud(X).rows = #1[:20][::-1]

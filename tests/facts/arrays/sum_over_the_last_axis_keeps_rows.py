import numpy as np

X = np.zeros((100, 3))
# fact: len(X.sum(-1)) = 100

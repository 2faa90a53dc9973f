import numpy as np

X = np.array([[1, 2, 3], [4, 5, 6]])
# fact: X.shape = (2, 3)
# fact: np.array([0, 1]).shape = (2,)

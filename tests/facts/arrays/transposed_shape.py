import numpy as np

X = np.zeros((3, 7))
# fact: X.T.shape = (7, 3)

import numpy as np

X = np.zeros((100, 3))
# fact: len(X.flatten()) = 300
# fact: len(X.ravel()) = 300

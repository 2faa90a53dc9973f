import numpy as np

X = np.zeros((100, 4))
# fact: len(X) = 100
# fact: X.shape = (100, 4)
# fact: X.shape[0] = 100
# fact: len(X[:30]) = 30
# fact: len(X[-5:]) = 5

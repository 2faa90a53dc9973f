import numpy as np

X = np.zeros((12, 4))
# fact: (X @ np.ones((4, 5))).shape = (12, 5)
# fact: (X @ np.ones(4)).shape = (12,)

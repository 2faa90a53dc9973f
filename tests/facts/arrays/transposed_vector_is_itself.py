import numpy as np

# fact: np.zeros((5,)).T.shape = (5,)
# fact: np.zeros((2, 3, 4)).T.shape = (4, 3, 2)

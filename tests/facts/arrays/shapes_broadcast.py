import numpy as np

A, b = np.ones((5, 3)), np.ones((3,))
# fact: (A + b).shape = (5, 3)
# fact: (A * 2).shape = (5, 3)

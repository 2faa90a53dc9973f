import numpy as np

a, b = np.ones((4, 1)), np.ones((4,))
# fact: (a - b).shape = (4, 4)

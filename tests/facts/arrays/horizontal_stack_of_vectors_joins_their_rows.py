import numpy as np

a, b = np.zeros((10,)), np.ones((5,))
# fact: len(np.hstack([a, b])) = 15

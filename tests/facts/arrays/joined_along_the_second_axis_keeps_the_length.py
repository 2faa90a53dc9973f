import numpy as np

a, b = np.zeros((10, 2)), np.ones((10, 3))
# fact: len(np.concatenate([a, b], axis=1)) = 10
# fact: len(np.concatenate([a, b[:, :2]])) = 20

import numpy as np

X = np.zeros((10, 4))
# fact: X.ndim = 2
# fact: X.size = 40

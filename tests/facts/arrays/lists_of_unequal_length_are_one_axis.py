import numpy as np

X = np.array([[1, 2], [3]], dtype=object)
# fact: X.shape = (2,)

import numpy as np

X = np.zeros((100, 8))
# fact: X[:10].shape = (10, 8)
# fact: X[:, :3].shape = (100, 3)
# fact: X[:, 0].shape = (100,)
# fact: X[5].shape = (8,)
# fact: X[:, None].shape = (100, 1, 8)

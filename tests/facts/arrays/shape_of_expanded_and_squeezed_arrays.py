import numpy as np

X = np.zeros((10, 28))
# fact: np.expand_dims(X, -1).shape = (10, 28, 1)
# fact: np.expand_dims(X, axis=0).shape = (1, 10, 28)
# fact: np.expand_dims(X, 1).shape = (10, 1, 28)
# fact: np.zeros((10, 1)).squeeze().shape = (10,)
# fact: np.squeeze(np.zeros((1, 10, 1)), axis=0).shape = (10, 1)

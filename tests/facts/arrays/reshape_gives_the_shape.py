import numpy as np

X = np.zeros((10, 784))
# fact: X.reshape(10, 28, 28).shape = (10, 28, 28)
# fact: X.reshape((10, 28, 28, 1)).shape = (10, 28, 28, 1)

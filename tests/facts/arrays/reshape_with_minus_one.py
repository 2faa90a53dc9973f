import numpy as np

X = np.zeros((10, 784))
# fact: X.reshape(-1, 28, 28).shape = (10, 28, 28)

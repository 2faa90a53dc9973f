import numpy as np

X = np.zeros((100, 784))
# fact: len(X.reshape(200, 392)) = 200

import numpy as np

x = np.zeros((784,))
# fact: len(x.reshape(1, -1)) = 1
# fact: x.reshape(1, -1).shape = (1, 784)
# fact: x.reshape(1, 28, 28).shape = (1, 28, 28)

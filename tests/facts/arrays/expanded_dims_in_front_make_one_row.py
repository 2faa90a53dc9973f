import numpy as np

x = np.zeros((28, 28))
# fact: len(np.expand_dims(x, 0)) = 1
# fact: x[None].shape = (1, 28, 28)

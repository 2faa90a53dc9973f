import numpy as np

first, second = np.split(np.load("x.npy"), [1], axis=1)
# fact: first = unknown (call of numpy.split)

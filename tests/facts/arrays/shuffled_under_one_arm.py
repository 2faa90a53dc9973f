import os

import numpy as np

X = np.load("x.npy")
if os.path.exists("mix"):
    np.random.shuffle(X)
# fact: X = numpy.load, rows shuffled(#1) or numpy.load, rows #1
# fact: X[:10] = slice, rows shuffled(#1)[:10] or slice, rows #1[:10]

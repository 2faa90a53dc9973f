"""`x.reshape(-1, 784)` makes one row of each image, which is what scripts write it for.

Of an array from a file nobody knows that its rows have another length.
"""

import numpy as np

np.save("x.npy", np.zeros((60, 3)))
x = np.load("x.npy")
pairs = x.reshape(-1, 6)  # wrong: pairs.rows = #1, though len(pairs) == 30

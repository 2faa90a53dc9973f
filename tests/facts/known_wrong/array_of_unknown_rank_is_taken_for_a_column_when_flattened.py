"""`ravel()`, `flatten()` and `reshape(-1)` of an array from a file: labels of shape (n, 1) are made flat in this way.

Of an array with several columns the rows are lost; where its shape is known, that is told apart.
"""

import numpy as np

np.save("x.npy", np.zeros((60, 3)))
x = np.load("x.npy")
y = x.ravel()  # wrong: y.rows = #1, though len(y) == 180
y = x.flatten()  # wrong: y.rows = #1, though len(y) == 180
y = x.reshape(-1)  # wrong: y.rows = #1, though len(y) == 180
y = x.reshape(-1, 1)  # wrong: y.rows = #1, though len(y) == 180

"""`hstack` puts columns beside each other, `vstack` and `append` rows behind each other: so it is with tables.

Vectors are joined by `hstack`, become one row each in `vstack`, and `append` makes tables flat first. Arrays from
files have an unknown rank.
"""

import numpy as np

np.save("x.npy", np.zeros(60))
np.save("y.npy", np.zeros(60))
np.save("z.npy", np.zeros((60, 3)))
x, y, z = np.load("x.npy"), np.load("y.npy"), np.load("z.npy")
beside = np.hstack([x, y])  # wrong: beside.rows = #1, though len(beside) == 120
below = np.vstack([x, y])  # wrong: below.rows = #1 + #2, though len(below) == 2
behind = np.append(z, z)  # wrong: behind.rows = #3 + #3, though len(behind) == 360

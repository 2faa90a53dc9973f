"""An array one column of which is assigned keeps its rows: columns are scaled and encoded in this way.

That the column comes from the same rows in another order is not looked at.
"""

import numpy as np

np.save("x.npy", np.arange(60).repeat(3).reshape(60, 3))
x = np.load("x.npy")
before = x[:5]  # fact: before.rows = #1[:5]
x[:, 0] = x[::-1][:, 0].copy()
head = x[:5]  # wrong: head.rows = #1[:5], though head[0, 0] == 59

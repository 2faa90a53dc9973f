"""`x[x > 5] = 5` and `x[3] = 0` change numbers, as cleaning does, and the rows stay: that all of a row is gone is not told."""

import numpy as np

np.save("x.npy", np.arange(60))
x = np.load("x.npy")
x[:] = 7
# wrong: x.rows = #1, though set(x) == {7}
x[3] = 0
# wrong: x.rows = #1, though x[3] == 0

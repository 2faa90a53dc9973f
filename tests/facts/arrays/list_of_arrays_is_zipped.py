import numpy as np

X, Y = np.load("x.npy"), np.load("y.npy")
for name, data in zip(("a", "b"), (X, Y)):
    pass  # fact: data.rows = #1 then #2

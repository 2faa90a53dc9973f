import numpy as np

X = np.load("x.npy")
rows = X.tolist()
# fact: rows.rows = #1
rows.append(3)
# fact: len(rows) == len(X) = unknown (comparison)

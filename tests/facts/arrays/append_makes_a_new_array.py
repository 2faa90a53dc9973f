import numpy as np

a, b = np.load("a.npy"), np.load("b.npy")
both = np.append(a, b, axis=0)
# fact: both.rows = #1 + #2

import numpy as np

x = np.load("x.npy")
a = (x - x.min()) / (x.max() - x.min())
# fact: a.rows = #1
b = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)
# fact: b.rows = #1
c = 2 * (x - x.min()) / (x.max() - x.min()) - 1
# fact: c.rows = #1
x /= x.max() - x.min()
# fact: x.rows = #1
e = x / (2 * np.std(x) + 1e-7)
# fact: e.rows = #1

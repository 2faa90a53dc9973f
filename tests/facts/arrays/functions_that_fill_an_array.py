import numpy as np

x = np.load("x.npy")
# fact: x.rows = #1
x.fill(3)
# fact: x.rows = #2
y = np.load("y.npy")
# fact: y.rows = #3
np.copyto(y, x)
# fact: y.rows = #4
part = np.load("z.npy")
# fact: part.rows = #5
np.put(part[:5], [0, 1], x[:2])
# fact: part.rows = #6

import numpy as np

data = np.loadtxt("data.txt")
X, y = data[:, :-1], data[:, -1]
# fact: X.rows = #1
# fact: y.rows = #1

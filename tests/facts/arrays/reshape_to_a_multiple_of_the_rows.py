import numpy as np

X = np.load("x.npy")
n, height, width = X.shape
# fact: X.reshape(n, height * width).rows = #1
# fact: X.reshape(n * height, width).rows = #2
# fact: X.reshape(1, -1).rows = #3
# fact: X.rows = #1

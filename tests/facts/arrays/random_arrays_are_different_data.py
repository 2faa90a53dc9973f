import numpy as np

X = np.random.rand(100, 4)
Y = np.random.rand(100, 4)
# fact: X.rows = #1
# fact: Y.rows = #2
# fact: X.shape = (100, 4)

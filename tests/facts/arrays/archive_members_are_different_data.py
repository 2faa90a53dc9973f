import numpy as np

archive = np.load("data.npz")
X, Y = archive["x_train"], archive["x_test"]
# fact: X[:10].rows = #1[:10]
# fact: Y[:10].rows = #2[:10]

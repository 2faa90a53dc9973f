import numpy as np

X = np.load("x.npy")
train = X[:100]
X /= 255.0
# fact: X.rows = #1
# fact: train.rows = #1[:100]

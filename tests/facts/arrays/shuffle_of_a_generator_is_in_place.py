import numpy as np

rng = np.random.default_rng(0)
X = np.load("x.npy")
rng.shuffle(X)
# fact: X.rows = shuffled(#1)

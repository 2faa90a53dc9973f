import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(50, 3))
# fact: X.shape = (50, 3)

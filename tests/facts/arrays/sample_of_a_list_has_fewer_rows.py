import random

import numpy as np

X = np.load("x.npy")
names = list(X)
few = random.sample(names, 5)
# fact: few[:9].rows = shuffled(#1)[:5][:9]
chosen = random.sample(range(len(X)), k=40)
# fact: X[chosen].rows = shuffled(#1)[:40]

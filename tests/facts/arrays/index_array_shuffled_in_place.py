import numpy as np

X = np.load("x.npy")
index = np.arange(len(X))
np.random.shuffle(index)
# fact: X[index].rows = shuffled(#1)
# fact: X[index[:10]].rows = shuffled(#1)[:10]

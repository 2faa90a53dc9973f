import numpy as np


def mix(data):
    np.random.shuffle(data)


X = np.load("x.npy")
mix(X)
# fact: X.rows = shuffled(#1)

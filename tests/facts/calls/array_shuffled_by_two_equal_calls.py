import numpy as np

X = np.load("x.npy")


def mix():
    np.random.shuffle(X)


mix()
# fact: X.rows = shuffled(#1)
mix()
# fact: X.rows = shuffled(shuffled(#1))

import numpy as np

X, y = np.load("x.npy"), np.load("y.npy")


def batches():
    while True:
        for start in range(0, 1000, 32):
            yield X[:500], y[:500]


for features, labels in batches():
    # fact: features.rows = #1[:500]
    # fact: labels.rows = #2[:500]
    pass

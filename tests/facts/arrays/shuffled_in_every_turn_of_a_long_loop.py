import numpy as np

X = np.load("x.npy")
for epoch in range(100):
    np.random.shuffle(X)
    batch = X[:32]
    # fact: batch.rows = shuffled(#1)[:32]
# fact: X.rows = shuffled(#1)

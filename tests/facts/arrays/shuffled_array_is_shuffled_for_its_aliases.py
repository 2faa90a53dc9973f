import numpy as np

X = np.load("x.npy")
alias = X
np.random.shuffle(X)
# fact: alias.rows = shuffled(#1)
# fact: X[:10].rows = shuffled(#1)[:10]

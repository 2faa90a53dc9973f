import numpy as np

X = np.load("x.npy")
apart = np.concatenate([X[:8], X[32:]])
# fact: apart[:8].rows = #1[:8]
# fact: apart[32:].rows = #1[:8] + #1[32:][32:]
whole = np.concatenate([X[:8], X[8:]])
# fact: whole[8:].rows = #1[8:]

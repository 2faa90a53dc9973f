import numpy as np

X = np.load("x.npy")
for step in range(3):
    batch = X[step * 32 : (step + 1) * 32]  # fact: batch.rows = #1[0:32] then #1[32:64] then #1[64:96]

import numpy as np

X = np.load("x.npy")[:60]
images = X.astype("float32").reshape(-1, 28, 28, 1) / 255.0
# fact: images.rows = #1[:60]

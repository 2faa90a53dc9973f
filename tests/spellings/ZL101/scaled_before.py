import numpy as np

raw = np.random.randint(0, 255, size=(10, 28, 28, 1))
X = raw.astype("float32") / 255.0
X_train = X[:7]
X_test = X[:3]  # expect: ZL101@10  # fixed: X_test = X[7:]

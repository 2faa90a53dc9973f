import numpy as np

config = {"train": 7, "test": 3}
X = np.arange(20.0).reshape(10, 2)
X_train = X[: config["train"]]
X_test = X[: config["test"]]  # expect: ZL101@10  # fixed: X_test = X[config["train"] :]

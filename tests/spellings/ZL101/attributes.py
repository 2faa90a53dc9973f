import numpy as np


class Data:
    def __init__(self):
        X = np.arange(20.0).reshape(10, 2)
        self.x_train = X[:7]
        self.x_test = X[:3]  # expect: ZL101@23  # fixed: self.x_test = X[7:]


data = Data()

import numpy as np


class Data:
    def __init__(self, path):
        self.x = np.load(path)

    def train(self):
        return self.x[:100]


data = Data("x.npy")
np.random.shuffle(data.x)
# fact: data.train().rows = shuffled(#1)[:100]

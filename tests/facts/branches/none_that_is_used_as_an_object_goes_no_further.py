import numpy as np


def noise(kind, n):
    if kind == "normal":
        return np.random.normal(size=(n, 4))
    if kind == "uniform":
        return np.random.uniform(size=(n, 4))


def scale(on):
    return abs if on else None


found = noise(kind, 30)
# fact: found.astype("float32").shape = (30, 4) or (30, 4)
# fact: found[:5].shape = (5, 4) or (5, 4)
# fact: scale(on)(-5) = 5
settings = {"rate": 0.5} if on else None
# fact: settings["rate"] = 0.5


class Holder:
    def __init__(self, on):
        self.rows = None
        if on:
            self.rows = np.zeros((7, 2))

    def size(self):
        return self.rows.shape[0]


# fact: Holder(on).size() = 7

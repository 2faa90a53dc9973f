import os

import keras
from sklearn.svm import SVC, SVR


def network(units):
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units)])


class Settings:
    def __init__(self, rate):
        self.rate = rate


name, number = os.getenv("NAME"), int(os.getenv("NUMBER"))
built = {"small": network(1), "large": network(9)}
# fact: built[name].output.shape[1] = 1 or 9
# fact: built.get(name).output.shape[1] = 1 or 9
# fact: [network(2), network(3)][number].output.shape[1] = 2 or 3
# fact: (Settings(0.1), Settings(0.2))[number].rate = 0.1 or 0.2
tables = {"small": {"units": 3, "rate": 0.5}, "large": {"units": 5, "rate": 0.25}}
# fact: tables[name]["units"] = 3 or 5
chosen = tables[name]
# fact: chosen["units"] * tables[name]["rate"] = 1.5 or 1.25
# fact: built[name].output.shape[1] + chosen["units"] = 4 or 14
# fact: {"small": 1, "large": 2}[name] = unknown (a key that is not known)
# fact: ["relu", "softmax"][number] = unknown (an index that is not known)
# fact: {"in": keras.layers.ReLU(), "out": keras.layers.Softmax()}[name] = unknown (a key that is not known)
# fact: {"one": network(1), "rate": 0.1}[name] = unknown (a key that is not known)

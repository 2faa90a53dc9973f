import keras


class Agent:
    def __init__(self, units=4):
        self.units = units
        self.rate = 0.5

    def train(self, data):
        # fact: self.rate = 0.5
        return self.units

    def build(self):
        # fact: self.units = 4
        self.model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(self.units)])

    def fit(self, x, y):
        # fact: self.model.output.shape[1] = 4
        self.model.fit(x, y)


class Loaded(Agent):
    def reset(self):
        # fact: self.rate = 0.5
        self.count = 0

    @classmethod
    def from_file(cls, path):
        return cls(open(path).read())


def load(path):
    return Agent(open(path).read())

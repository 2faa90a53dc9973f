class Trainer:
    def __init__(self, data, rate=0.5):
        self.data = data
        self.rate = rate
        self.steps = 10

    def train(self, epochs=3):
        # fact: epochs = 3
        # fact: self.steps * epochs = 30
        # fact: self.rate = 0.5
        # fact: self.data = unknown (the argument data)
        return epochs

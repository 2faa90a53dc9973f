class Trainer:
    def __init__(self, rate):
        self.rate = rate
        self.history = []

    def epoch(self):
        self.history.append(self.rate)
        self.rate *= 0.5

    def train(self, epochs):
        for _ in range(epochs):
            self.epoch()
        return self.history


# fact: Trainer(1.0).train(3) = [1.0, 0.5, 0.25]

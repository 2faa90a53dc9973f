class Trainer:
    def train(self, epochs=3):
        # fact: self = unknown (self)
        # fact: epochs = 3
        return epochs

class Trainer:
    def train(self, epochs=3):
        # fact: self = unknown (self of a class that is never instantiated)
        # fact: epochs = 3
        return epochs

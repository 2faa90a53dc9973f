class Trainer:
    def __init__(self, rate):
        self.rate = rate

    def train(self):
        # fact: self.rate = 0.25
        return self.rate


def main():
    Trainer(0.25).train()

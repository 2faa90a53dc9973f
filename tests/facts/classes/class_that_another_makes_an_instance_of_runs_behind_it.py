class Trainer:
    def __init__(self, rate):
        self.rate = rate

    def train(self):
        # fact: self.rate = 0.25
        return self.rate


class Study:
    def run(self):
        return make().train()


def make():
    return Trainer(0.25)

class Experiment:
    def __init__(self):
        self.units = None
        self.folder = None

    def train(self):
        # fact: self.units = 64
        # fact: self.width = 128
        # fact: self.folder = unknown (the attribute folder)
        return self.width + self.units, self.folder

    def build(self):
        self._choose()
        self.width = 2 * self.units

    def _choose(self):
        self.units = 64

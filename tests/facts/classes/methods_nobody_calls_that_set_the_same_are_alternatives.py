class Experiment:
    def small(self):
        self.units = 8
        self.name = "small"

    def large(self):
        self.units = 64
        self.name = "large"

    def describe(self):
        # fact: self.units = 8 or 64
        # fact: self.name + str(self.units) = 'small8' or 'large64'
        return self.units, self.name

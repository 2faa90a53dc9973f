class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, value):
        return value * self.factor


scale = Scale(3)
# fact: scale(5) = 15

class Built(type):
    def __call__(cls, *arguments, **options):
        made = type.__call__(cls, *arguments, **options)
        made.build()
        return made


class Net(metaclass=Built):
    def __init__(self, units=4):
        self.units = units

    def build(self):
        self.weights = 3 * self.units


class Deep(Net):
    def build(self):
        super().build()
        self.layers = 2


# fact: Net(units=5).weights = 15
# fact: Deep().weights = 12
# fact: Deep().layers = 2

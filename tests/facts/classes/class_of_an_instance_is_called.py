class Net:
    def __init__(self, units=8):
        self.units = units

    def wider(self):
        return type(self)(self.units * 2)


class Wide(Net):
    pass


wide = Wide(4).wider()
# fact: wide = instance Wide
# fact: wide.units = 8

class Net:
    def __init__(self, units):
        self.units = units

    def width(self):
        return self.units


width = Net(12).width
# fact: width() = 12

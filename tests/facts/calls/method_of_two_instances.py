class Net:
    def __init__(self, units):
        self.units = units

    def grow(self):
        self.units += 1
        return self.units


small, large = Net(1), Net(100)
# fact: [small.grow(), large.grow(), small.grow()] = [2, 101, 3]

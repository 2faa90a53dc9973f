class Base:
    def __init__(self, rate):
        self.rate = rate


class Net(Base):
    def __init__(self, units):
        super().__init__(rate=0.01)
        self.units = units


net = Net(8)
# fact: (net.rate, net.units) = (0.01, 8)

class Net:
    def __init__(self, units, rate=0.1):
        self.units = units
        self.rate = rate


net = Net(32)
# fact: (net.units, net.rate) = (32, 0.1)
# fact: net = instance Net

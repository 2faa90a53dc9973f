class Doubled:
    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, owner, cls):
        return getattr(owner, self.slot)

    def __set__(self, owner, value):
        setattr(owner, self.slot, value * 2)


class Net:
    units = Doubled()

    def __init__(self, units):
        self.units = units


net = Net(8)
# fact: (net.units, net._units) = (16, 16)
net.units += 1
# fact: net.units = 34

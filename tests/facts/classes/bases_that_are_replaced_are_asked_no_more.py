class Small:
    units = 1


class Large:
    units = 2


class Net(Small):
    pass


net = Net()
# fact: net.units = 1
Net.__bases__ = (Large,)
# fact: net.units = unknown (a class that got other bases)

class Net:
    def __init__(self, units):
        self.units = units


nets = [Net(units) for units in (8, 16)]
nets[0].units = 1
# fact: [net.units for net in nets] = [1, 16]

class Net:
    def __init__(self, units):
        self.units = units


def build(units):
    return Net(units)


first, second = build(8), build(8)
second.units = 16
# fact: first is second = False
# fact: (first.units, second.units) = (8, 16)

import os


class Net:
    def __init__(self, units):
        self.units = units


small, large = Net(8), Net(64)
net = small if os.path.exists("small") else large
net.units = 0
# fact: small.units = 0 or 8
# fact: large.units = 64 or 0

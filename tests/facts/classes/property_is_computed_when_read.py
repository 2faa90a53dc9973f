class Net:
    def __init__(self):
        self.units = 8

    @property
    def double(self):
        return self.units * 2


net = Net()
net.units = 10
# fact: net.double = 20

class Net:
    def __init__(self):
        self._rate = 0.1

    @property
    def rate(self):
        return self._rate

    @rate.setter
    def rate(self, value):
        self._rate = value / 10


net = Net()
net.rate = 5.0
# fact: net.rate = 0.5
# fact: net._rate = 0.5

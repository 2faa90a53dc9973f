class Net:
    def __init__(self):
        self._rate = 0.1

    @property
    def rate(self):
        return self._rate

    @rate.deleter
    def rate(self):
        self._rate = 0.0


net = Net()
del net.rate
# fact: net.rate = 0.0

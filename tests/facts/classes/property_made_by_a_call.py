class Net:
    def get(self):
        return self._rate

    def set(self, value):
        self._rate = value * 2

    rate = property(get, set)


net = Net()
net.rate = 0.5
# fact: (net.rate, net._rate) = (1.0, 1.0)

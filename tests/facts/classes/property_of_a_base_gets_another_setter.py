class Base:
    @property
    def rate(self):
        return self._rate


class Net(Base):
    @Base.rate.setter
    def rate(self, value):
        self._rate = value * 3


net = Net()
net.rate = 2
# fact: net.rate = 6

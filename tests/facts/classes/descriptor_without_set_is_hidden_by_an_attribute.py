class Rate:
    def __get__(self, owner, cls):
        return 0.5


class Net:
    rate = Rate()


net = Net()
net.rate = 0.1
# fact: net.rate = 0.1

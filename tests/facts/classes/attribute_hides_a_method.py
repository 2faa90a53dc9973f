class Net:
    def rate(self):
        return 0.1


net = Net()
net.rate = lambda: 0.5
# fact: net.rate() = 0.5
# fact: Net().rate() = 0.1

class Net:
    rate = 0.1

    def scaled(self, factor):
        return self.rate * factor


net = Net()
net.rate = 2
# fact: Net.scaled(net, 3) = 6

class Net:
    rate = 0.1


net = Net()
net.rate = 0.5
del net.rate
# fact: net.rate = 0.1

class Net:
    units = 8


def width(net):
    return net.units


net = Net()
first = width(net)
net.units = 16
second = width(net)
# fact: (first, second) = (8, 16)

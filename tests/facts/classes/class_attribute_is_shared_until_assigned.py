class Net:
    units = 32


first, second = Net(), Net()
first.units = 8
Net.units = 64
# fact: (first.units, second.units) = (8, 64)

class Net:
    layers = []

    def add(self, units):
        self.layers.append(units)


first, second = Net(), Net()
first.add(64)
# fact: second.layers = [64]
# fact: Net.layers = [64]

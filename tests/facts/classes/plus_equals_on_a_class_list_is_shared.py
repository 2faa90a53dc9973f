class Net:
    layers = []

    def grow(self):
        self.layers += [64]


first, second = Net(), Net()
first.grow()
# fact: second.layers = [64]

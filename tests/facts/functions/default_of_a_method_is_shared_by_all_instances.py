class Net:
    def add(self, units, layers=[]):
        layers.append(units)
        return layers


Net().add(64)
# fact: Net().add(32) = [64, 32]

from functools import cached_property


class Net:
    built = 0

    @cached_property
    def layers(self):
        self.built += 1
        return []


net = Net()
net.layers.append(8)
# fact: net.layers = [8]
# fact: net.built = 1

class Net:
    def __init__(self):
        self.units = 8

    def builder(self):
        def build():
            return self.units * 2

        return build


net = Net()
build = net.builder()
net.units = 5
# fact: build() = 10

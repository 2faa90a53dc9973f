class Base(object):
    def __init__(self):
        self.rate = 0.5


class Net(Base):
    def __init__(self):
        super(Net, self).__init__()
        self.units = 4


# fact: Net().rate = 0.5

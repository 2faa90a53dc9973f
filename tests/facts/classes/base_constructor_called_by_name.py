class Base:
    def __init__(self, rate):
        self.rate = rate


class Net(Base):
    def __init__(self):
        Base.__init__(self, 0.25)


# fact: Net().rate = 0.25

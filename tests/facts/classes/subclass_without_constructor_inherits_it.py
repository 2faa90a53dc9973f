class Base:
    def __init__(self, rate=0.5):
        self.rate = rate


class Net(Base):
    pass


# fact: Net(0.1).rate = 0.1
# fact: Net().rate = 0.5

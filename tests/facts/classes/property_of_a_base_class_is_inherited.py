class Base:
    @property
    def rate(self):
        return self.base * 2


class Net(Base):
    base = 0.5


# fact: Net().rate = 1.0

class Logged:
    def rate(self):
        return super().rate() * 10


class Base:
    def rate(self):
        return 0.5


class Net(Logged, Base):
    pass


# fact: Net().rate() = 5.0

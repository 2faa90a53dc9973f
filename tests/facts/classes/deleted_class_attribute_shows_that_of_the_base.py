class Base:
    rate = 0.1


class Net(Base):
    rate = 0.5


del Net.rate
# fact: (Net.rate, Net().rate) = (0.1, 0.1)

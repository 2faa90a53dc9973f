class Base:
    rate = 0.1


class Net(Base):
    def __init__(self, units):
        self.units = units

    def fit(self):
        pass

    @property
    def best(self):
        raise AttributeError


class Open(unknown_base):
    pass


net = Net(3)
# fact: hasattr(net, "units") = True
# fact: hasattr(net, "fit") = True
# fact: hasattr(net, "epochs") = False
# fact: hasattr(net, "best") = unknown (hasattr)
# fact: hasattr(Net, "rate") = True
# fact: hasattr(Net, "units") = False
# fact: hasattr(Open, "units") = unknown (hasattr)
# fact: hasattr(Net, "__doc__") = unknown (hasattr)
# fact: getattr(net, "epochs", 7) = 7
del net.units
# fact: hasattr(net, "units") = False

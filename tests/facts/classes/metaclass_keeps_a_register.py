class Registered(type):
    known = {}

    def __init__(cls, name, bases, body):
        type.__init__(cls, name, bases, body)
        if bases:
            Registered.known[cls.key] = cls

    def names(cls):
        return sorted(cls.known)


class Net(metaclass=Registered):
    key = None


class Small(Net):
    key = "small"
    units = 8


class Large(Net):
    key = "large"
    units = 64


# fact: Registered.known["large"]().units = 64
# fact: len(Net.known) = 2
# fact: "small" in Net.known = True
# fact: "medium" in Net.known = False

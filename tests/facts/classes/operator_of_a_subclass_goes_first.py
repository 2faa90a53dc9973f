class Base:
    def __add__(self, other):
        return "base"


class Net(Base):
    def __radd__(self, other):
        return "net"


# fact: Base() + Net() = 'net'

class Net:
    def __new__(cls, kind, units):
        if cls is not Net:
            return super().__new__(cls)
        return object.__new__(Deep if kind == "deep" else Flat)

    def __init__(self, kind, units):
        self.units = units


class Flat(Net):
    layers = 1


class Deep(Net):
    layers = 3


class Number(int):
    def __new__(cls, value):
        return super().__new__(cls, value + 1)


# fact: Net("deep", 4).layers = 3
# fact: Net("flat", 4).layers = 1
# fact: Net("deep", 4).units = 4
# fact: Flat("deep", 5).layers = 1
# fact: Number(3) = unknown (Number() is made by __new__)

class Size:
    def __init__(self, units):
        self.units = units

    def __eq__(self, other):
        return self.units == other.units

    def __hash__(self):
        return self.units


# fact: len({Size(8), Size(8)}) = unknown (a length)
# fact: Size(8) == Size(8) = True

from enum import Enum


class Size(Enum):
    SMALL = (8, 0.1)
    LARGE = (64, 0.5)

    def __init__(self, units, rate):
        self.units = units
        self.rate = rate

    def double(self):
        return self.units * 2


# fact: (Size.LARGE.rate, Size.SMALL.double()) = (0.5, 16)
# fact: Size.SMALL.value = (8, 0.1)

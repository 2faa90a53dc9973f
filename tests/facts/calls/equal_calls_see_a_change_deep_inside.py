class Inner:
    units = 8


class Outer:
    def __init__(self):
        self.inner = Inner()


def width(outer):
    return outer.inner.units


outer = Outer()
first = width(outer)
outer.inner.units = 16
second = width(outer)
# fact: (first, second) = (8, 16)

class Left:
    def __add__(self, other):
        return NotImplemented


class Right:
    def __radd__(self, other):
        return 8

    def __rmul__(self, other):
        return other * 10


# fact: Left() + Right() = 8
# fact: 3 * Right() = 30

from functools import cached_property


class Net:
    units = 8

    @cached_property
    def double(self):
        return self.units * 2


# fact: Net().double = 16

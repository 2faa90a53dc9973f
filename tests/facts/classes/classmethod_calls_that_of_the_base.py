class Base:
    @classmethod
    def units(cls):
        return 8


class Net(Base):
    @classmethod
    def units(cls):
        return super().units() * 2


# fact: Net.units() = 16

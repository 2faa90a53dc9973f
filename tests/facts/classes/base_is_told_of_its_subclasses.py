class Base:
    known = []

    def __init_subclass__(cls, units=8):
        super().__init_subclass__()
        cls.units = units
        Base.known.append(cls.__name__)


class Small(Base): ...


class Large(Base, units=64): ...


# fact: Base.known = ['Small', 'Large']
# fact: (Small.units, Large().units) = (8, 64)

from abc import ABC, abstractmethod


class Base(ABC):
    @abstractmethod
    def units(self): ...

    def double(self):
        return 2 * self.units()


class Net(Base):
    def units(self):
        return 21


# fact: Net().double() = 42

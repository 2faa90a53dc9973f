class Base:
    __units = 8

    def units(self):
        return [self.__units for _ in range(1)]


class Net(Base):
    __units = 16


# fact: Net().units() = [8]
# fact: Net._Net__units = 16

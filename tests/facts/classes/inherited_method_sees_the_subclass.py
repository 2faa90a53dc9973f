class Base:
    units = 16

    def build(self):
        return self.units * self.factor()

    def factor(self):
        return 1


class Large(Base):
    units = 64

    def factor(self):
        return 2


# fact: Base().build() = 16
# fact: Large().build() = 128

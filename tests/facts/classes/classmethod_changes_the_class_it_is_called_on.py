class Base:
    made = 0

    @classmethod
    def count(cls):
        cls.made += 1


class Net(Base):
    pass


Net.count()
Net.count()
Base.count()
# fact: (Net.made, Base.made) = (2, 1)

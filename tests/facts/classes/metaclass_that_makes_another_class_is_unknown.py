class Renamed(type):
    def __new__(mcs, name, bases, body):
        return super().__new__(mcs, "Other", (dict,), body)


class Prepared(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return {"rate": 0.5}


class First(metaclass=Renamed):
    rate = 0.1


class Second(metaclass=Prepared):
    units = 3


# fact: First.rate = unknown (a class made by Renamed)
# fact: Second.rate = unknown (a class made by Prepared)

from abc import ABCMeta


class Backed(ABCMeta):
    def __new__(mcs, name, bases, body, **options):
        if options.get("backend") == "tf":
            body["units"] = lambda self: 4 * self.width
        body["label"] = name.lower()
        return super().__new__(mcs, name, bases, body)


class Dense(metaclass=Backed, backend="tf"):
    def __init__(self, width):
        self.width = width


class Plain(Dense, backend="numpy"):
    pass


dense = Dense(8)
# fact: dense.width = 8
# fact: dense.units() = 32
# fact: Dense.label = 'dense'
# fact: Plain(2).label = 'plain'
# fact: Plain(2).units() = 8

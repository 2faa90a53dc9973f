class Settings:
    one = None

    def __new__(cls, *arguments):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one


class Session(object):
    def __new__(cls):
        if not hasattr(cls, "instance"):
            cls.instance = super(Session, cls).__new__(cls)
            cls.instance.steps = 1
        return cls.instance


class Store:
    held = {}

    def __new__(cls, name):
        if name not in cls.held:
            cls.held[name] = object.__new__(cls)
        return cls.held[name]

    def __init__(self, name):
        self.name = name


Settings().rate = 0.5
Session().steps = 7
Store("a").rate = 0.1
Store("b").rate = 0.2
# fact: Settings().rate = 0.5
# fact: Session().steps = 7
# fact: Store("a").rate = 0.1
# fact: Store("b").name = 'b'

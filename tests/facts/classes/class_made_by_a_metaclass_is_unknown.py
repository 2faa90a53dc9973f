class Single(type):
    made = {}

    def __call__(cls, *arguments):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*arguments)
        return cls.made[cls]


class Config(metaclass=Single):
    rate = 0.1


Config().rate = 0.5
# fact: Config().rate = unknown (a class made by Single)

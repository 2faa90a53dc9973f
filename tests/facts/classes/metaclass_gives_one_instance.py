class Single(type):
    made = {}

    def __call__(cls, *arguments):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*arguments)
        return cls.made[cls]


class Config(metaclass=Single):
    rate = 0.1


class Longer(Config):
    epochs = 5


Config().rate = 0.5
Longer().epochs = 9
# fact: Config().rate = 0.5
# fact: Longer().rate = 0.1
# fact: Longer().epochs = 9

class Config:
    rate = 0.1

    def __getattribute__(self, name):
        return object.__getattribute__(self, name) * 10


# fact: Config().rate = 1.0

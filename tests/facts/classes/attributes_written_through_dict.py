class Config:
    rate = 0.1
    units = 8

    def __init__(self, **options):
        self.__dict__.update(options)


config = Config(rate=0.5)
vars(config)["units"] = 16
# fact: (config.rate, config.units) = (0.5, 16)

class Config:
    def __init__(self, **options):
        for name, value in options.items():
            setattr(self, name, value)


config = Config(rate=0.1, units=4)
# fact: (config.rate, config.units) = (0.1, 4)

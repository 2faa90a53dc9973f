class Config:
    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


config = Config()
config.units = 8
# fact: config.units = 16

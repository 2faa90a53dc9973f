import os


class Config:
    pass


config = Config()
if os.path.exists("a"):
    config.low = 1
    config.high = 10
else:
    config.low = 2
    config.high = 20
# fact: config.high - config.low = 9 or 18

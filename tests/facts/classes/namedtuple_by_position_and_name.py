from collections import namedtuple

Config = namedtuple("Config", ["rate", "epochs"])
config = Config(0.1, epochs=5)
# fact: config.rate = 0.1
# fact: config.epochs = 5

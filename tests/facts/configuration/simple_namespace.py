from types import SimpleNamespace

config = SimpleNamespace(rate=0.1, units=32)
config.rate = 0.2
# fact: (config.rate, config.units) = (0.2, 32)

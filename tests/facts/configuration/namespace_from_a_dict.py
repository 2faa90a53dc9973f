from types import SimpleNamespace

options = {"rate": 0.1, "units": 32}
config = SimpleNamespace(**options)
# fact: config.units = 32

config = {"lr": 0.1, "units": 32}
settings = config
settings["lr"] = 0.001
# fact: config["lr"] = 0.001
# fact: config = {'lr': 0.001, 'units': 32}

config = {"optimizer": {"name": "adam", "lr": 0.1}}
optimizer = config["optimizer"]
optimizer["lr"] = 1e-3
# fact: config["optimizer"]["lr"] = 0.001

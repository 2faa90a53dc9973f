defaults = {"lr": 0.1, "epochs": 5}
overrides = {"lr": 0.01}
params = {**defaults, **overrides}
# fact: params["lr"] = 0.01
# fact: params["epochs"] = 5

options = {"lr": 0.1, "units": 8}
rate = options.pop("lr")
missing = options.pop("momentum", 0.9)
# fact: (rate, missing) = (0.1, 0.9)
# fact: options = {'units': 8}

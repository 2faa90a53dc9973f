options = {"lr": 0.1, "units": 8}
del options["lr"]
# fact: options = {'units': 8}

base = {"lr": 0.1, "units": 8}
# fact: base | {"lr": 0.2} = {'lr': 0.2, 'units': 8}

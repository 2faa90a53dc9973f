options = {"lr": 0.1}
options.setdefault("lr", 0.5)
options.setdefault("units", 8)
# fact: options = {'lr': 0.1, 'units': 8}

import os

options = {"lr": 0.1, "units": 8}
if os.path.exists("wide"):
    options["units"] = 64
options.update({"lr": 0.5})
# fact: options = {'lr': 0.5, 'units': 64} or {'lr': 0.5, 'units': 8}

import os

options = {"lr": 0.1}
if os.path.exists("wide"):
    options = {"lr": 0.2, "units": 64}
options["lr"] = 0.5
# fact: options = {'lr': 0.5, 'units': 64} or {'lr': 0.5}

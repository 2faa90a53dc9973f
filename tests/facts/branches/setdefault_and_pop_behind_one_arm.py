import os

options = {"lr": 0.1}
if os.path.exists("wide"):
    options["units"] = 64
options.setdefault("epochs", 3)
options.pop("lr")
# fact: options = {'units': 64, 'epochs': 3} or {'epochs': 3}

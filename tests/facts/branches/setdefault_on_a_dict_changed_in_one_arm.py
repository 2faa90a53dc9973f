import os

options = {"lr": 0.1}
if os.path.exists("slow"):
    options["lr"] = 0.01
options.setdefault("epochs", 3)
# fact: options = {'lr': 0.01, 'epochs': 3} or {'lr': 0.1, 'epochs': 3}

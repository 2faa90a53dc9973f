import os

options = {"lr": 0.1}
if os.path.exists("slow"):
    options["lr"] = 0.01
options.update(lr=0.5)
# fact: options = {'lr': 0.5}

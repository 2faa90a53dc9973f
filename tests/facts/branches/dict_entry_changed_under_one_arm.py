import os

options = {"lr": 0.1, "epochs": 3}
if os.path.exists("slow"):
    options["lr"] = 0.001
    options["epochs"] = 30
# fact: options["lr"] * options["epochs"] = 0.03 or 0.30000000000000004

import os

options = {"lr": 0.1}
if os.path.exists("slow"):
    options["lr"] = 0.001
# fact: options["lr"] = 0.001 or 0.1

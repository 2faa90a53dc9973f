import os

options = {"lr": 0.1}
options[os.getenv("KEY")] = 0.5
# fact: options["lr"] = unknown (a key that is not known)

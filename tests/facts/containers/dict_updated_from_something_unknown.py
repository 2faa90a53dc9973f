import json

options = {"lr": 0.1}
options.update(json.load(open("options.json")))
# fact: options["lr"] = unknown (a key that is not known)

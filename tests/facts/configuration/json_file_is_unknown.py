import json

config = json.load(open("config.json"))
# fact: config["train"]["lr"] = unknown (call of json.load)

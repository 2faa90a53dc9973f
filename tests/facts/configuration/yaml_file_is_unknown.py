import yaml

with open("config.yaml") as file:
    config = yaml.safe_load(file)
# fact: config["lr"] = unknown (call of yaml.safe_load)

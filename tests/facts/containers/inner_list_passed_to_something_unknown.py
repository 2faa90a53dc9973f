from helpers import prepare

config = {"layers": [64]}
prepare(config)
# fact: config["layers"] = list of unknown contents

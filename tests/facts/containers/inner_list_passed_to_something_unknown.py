from helpers import prepare

config = {"layers": [64]}
prepare(config)
# fact: config["layers"] = unknown (a key that is not known)

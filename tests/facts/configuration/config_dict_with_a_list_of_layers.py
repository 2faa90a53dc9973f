config = {"layers": [{"units": 64}, {"units": 10}]}
widths = [layer["units"] for layer in config["layers"]]
# fact: widths = [64, 10]

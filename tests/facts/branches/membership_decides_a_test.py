optimizers = {"adam": 0.001, "sgd": 0.1}
name = "sgd"
if name in optimizers:
    rate = optimizers[name]
else:
    rate = 1.0  # fact: never
# fact: rate = 0.1
# fact: "rms" not in optimizers = True

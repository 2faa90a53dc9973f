name = "adam"
if name == "sgd":
    rate = 0.1  # fact: never
elif name == "adam":
    rate = 0.001  # fact: rate = 0.001
else:
    rate = 0.01  # fact: never
# fact: rate = 0.001

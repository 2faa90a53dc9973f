history = {"loss": [], "lr": [0.1]}
for step in range(1000):
    history["loss"].append(step)
# fact: history["loss"] = list of unknown contents
# fact: history["lr"] = [0.1]

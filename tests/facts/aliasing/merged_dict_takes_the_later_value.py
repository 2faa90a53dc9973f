base = {"lr": 0.1, "epochs": 5}
merged = {**base, "lr": 0.01, "seed": 1}
# fact: merged = {'lr': 0.01, 'epochs': 5, 'seed': 1}
# fact: base["lr"] = 0.1

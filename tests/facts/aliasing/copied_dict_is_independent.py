base = {"lr": 0.1}
copied = base.copy()
rebuilt = dict(base)
copied["lr"] = 0.2
rebuilt["lr"] = 0.3
# fact: base = {'lr': 0.1}
# fact: (copied["lr"], rebuilt["lr"]) = (0.2, 0.3)

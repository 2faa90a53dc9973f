import os

first, second = {"lr": 1}, {"lr": 2}
chosen = first if os.path.exists("first") else second
chosen["lr"] = 9
# fact: first["lr"] = 9 or 1

import os

first, second = {"lr": 1}, {"lr": 2}
chosen = first if os.path.exists("first") else second
chosen["lr"] = 9
# fact: second["lr"] = 2 or 9

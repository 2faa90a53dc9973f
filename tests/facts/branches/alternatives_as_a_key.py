import os

rates = {"adam": 0.001, "sgd": 0.1}
name = "adam" if os.path.exists("a") else "sgd"
# fact: rates[name] = 0.001 or 0.1

import json

try:
    options = json.load(open("options.json"))
    rate = 0.1
except OSError:
    rate = 0.5
# fact: rate = 0.1 or 0.5

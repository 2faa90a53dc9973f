options = {"lr": 0.1, "units": 8}
last = options.popitem()
# fact: last = ('units', 8)
# fact: options = {'lr': 0.1}

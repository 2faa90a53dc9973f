config = {"lr": 0.1, "units": 32}
for key in config:
    pass  # fact: (key, config[key]) = ('lr', 0.1) then ('units', 32)

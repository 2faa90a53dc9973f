for name, value in {"lr": 0.1, "units": 32}.items():
    pass  # fact: (name, value) = ('lr', 0.1) then ('units', 32)

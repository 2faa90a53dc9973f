options = {"lr": 0.1, "units": 8}
# fact: list(options.keys()) = ['lr', 'units']
# fact: list(options.values()) = [0.1, 8]
# fact: list(options.items()) = [('lr', 0.1), ('units', 8)]

sizes = {}
for name, units in (("hidden", 64), ("output", 10)):
    sizes[name] = units
# fact: sizes = {'hidden': 64, 'output': 10}

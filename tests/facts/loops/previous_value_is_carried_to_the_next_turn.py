previous = None
for units in [64, 32, 16]:
    # fact: previous = None then 64 then 32
    previous = units

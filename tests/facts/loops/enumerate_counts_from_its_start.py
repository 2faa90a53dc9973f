for number, units in enumerate([64, 32], start=1):
    pass  # fact: (number, units) = (1, 64) then (2, 32)

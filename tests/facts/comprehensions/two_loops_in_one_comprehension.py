grid = [(rate, units) for rate in (0.1, 0.2) for units in (8, 16)]
# fact: grid = [(0.1, 8), (0.1, 16), (0.2, 8), (0.2, 16)]

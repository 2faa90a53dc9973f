rate = None or 0.01
units = 0 or 32
kept = 16 or 32
# fact: (rate, units, kept) = (0.01, 32, 16)

units = [8, 16, 32, 64]
# fact: units[1:3] = [16, 32]
# fact: units[-1] = 64
# fact: units[::2] = [8, 32]
# fact: units[::-1] = [64, 32, 16, 8]
# fact: units[5:] = []

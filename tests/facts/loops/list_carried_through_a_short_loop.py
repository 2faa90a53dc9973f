widths = []
for power in range(4):
    widths.append(2**power)
# fact: widths = [1, 2, 4, 8]

class Net:
    units = []
    for level in range(3):
        units.append(8 * 2**level)


# fact: Net.units = [8, 16, 32]

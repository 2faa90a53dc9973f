layers = [[64], [32]]
copied = list(layers)
copied.append([16])
copied[0].append(0.5)
# fact: layers = [[64, 0.5], [32]]
# fact: copied = [[64, 0.5], [32], [16]]

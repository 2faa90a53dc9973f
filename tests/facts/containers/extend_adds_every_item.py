layers = [64]
layers.extend([32, 16])
layers.extend(units for units in (8, 4))
# fact: layers = [64, 32, 16, 8, 4]

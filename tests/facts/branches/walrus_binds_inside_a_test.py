layers = [64, 32]
if (count := len(layers)) > 1:
    # fact: count = 2
    pass
# fact: count = 2

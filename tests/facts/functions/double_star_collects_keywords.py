def fit(**options):
    # fact: options = {'epochs': 3, 'batch_size': 8}
    return options["epochs"]


# fact: fit(epochs=3, batch_size=8) = 3

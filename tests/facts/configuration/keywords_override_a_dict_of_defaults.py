def train(**overrides):
    options = dict(lr=0.1, epochs=5)
    options.update(overrides)
    return options


# fact: train(lr=0.5) = {'lr': 0.5, 'epochs': 5}

def train(features, epochs=5):
    # fact: features = unknown (the argument features)
    # fact: epochs = 5
    units = 32  # fact: units = 32


def train(*layers, rate=0.1, sizes=[8, 4], **options):
    return layers, options


def collected(*layers, rate=0.1, sizes=[8, 4], **options):
    # fact: layers = unknown (unpacked arguments)
    # fact: options = dict of unknown contents
    # fact: rate = 0.1
    # fact: sizes = [8, 4]
    return layers


# fact: train() = ((), {})

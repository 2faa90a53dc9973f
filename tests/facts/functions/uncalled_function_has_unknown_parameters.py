def train(features, epochs=5):
    # fact: features = unknown (the argument features)
    # fact: epochs = 5
    units = 32  # fact: units = 32

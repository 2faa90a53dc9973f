def train(units):
    pass  # fact: units = 64


train(64)

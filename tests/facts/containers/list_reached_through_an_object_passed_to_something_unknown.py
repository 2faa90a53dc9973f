from helpers import prepare


class Config:
    def __init__(self, layers):
        self.layers = layers


layers = [64]
prepare(Config(layers))
# fact: layers = list of unknown contents

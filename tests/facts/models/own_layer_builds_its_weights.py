import keras


class Linear(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, shape):
        # fact: shape[-1] = 4
        self.width = shape[-1]

    def call(self, inputs):
        return inputs * self.width


layer = Linear(3)
y = layer(keras.Input((4,)))
# fact: layer.width = 4
# fact: layer.units = 3

import keras
from keras import activations, constraints, regularizers

x = keras.Input((4,))
# fact: activations.get("softmax")(x).expression = softmax(input)
# fact: activations.get(None)(x).expression = input
# fact: activations.get(keras.ops.tanh)(x).expression = tanh(input)
# fact: constraints.get(None) = None
# fact: regularizers.get(None) = None


class Scores(keras.layers.Layer):
    def __init__(self, units, activation=None, **options):
        super().__init__(**options)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units), initializer="glorot_uniform")
        self.bias = self.add_weight("bias", (self.units,))

    def call(self, inputs):
        return self.activation(keras.ops.matmul(inputs, self.kernel) + self.bias)


scores = Scores(3, "softmax")(x)
# fact: scores.range = [0, 1]
raw = Scores(3)(x)
# fact: raw.range = (-inf, inf)
# fact: raw.shape[1] = 3

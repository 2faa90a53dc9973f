import keras


def build(units, activation=None):
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, activation=activation)])


# fact: build(3, "softmax").output.operator = softmax
# fact: build(1).output.operator = keras.layers.Dense

import keras

shared = keras.layers.Dense(4)


def apply(x):
    return shared(x)


x = keras.Input((4,))
# fact: apply(x).expression = Dense(input)

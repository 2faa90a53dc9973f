import keras


def swish(x):
    return x * keras.activations.sigmoid(x)


x = keras.layers.Dense(3, activation=swish)(keras.Input((4,)))
# fact: x.expression = *(Dense(input), sigmoid(Dense(input)))

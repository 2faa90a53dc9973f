import keras


def build():
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])


first, second = build(), build()
second.add(keras.layers.Activation("sigmoid"))
# fact: first.output.operator = keras.layers.Dense
# fact: second.output.operator = sigmoid
# fact: first is second = False

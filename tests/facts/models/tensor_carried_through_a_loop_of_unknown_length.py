import keras

from settings import widths

x = keras.Input((4,))
for units in widths:
    x = keras.layers.Dense(units, activation="relu")(x)
y = keras.layers.Dense(1, activation="sigmoid")(x)
# fact: y.operator = sigmoid or sigmoid
# fact: y.expression = sigmoid(Dense(input)) or sigmoid(Dense(relu(Dense(turned(input, unknown (changes in a loop))))))

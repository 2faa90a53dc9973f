import keras

config = {"hidden": [16, 8], "output": {"units": 1, "activation": "sigmoid"}}
x = keras.Input((4,))
for units in config["hidden"]:
    x = keras.layers.Dense(units, activation="relu")(x)
x = keras.layers.Dense(**config["output"])(x)
# fact: x.expression = sigmoid(Dense(relu(Dense(relu(Dense(input))))))

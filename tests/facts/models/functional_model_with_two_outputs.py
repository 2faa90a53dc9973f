import keras

inputs = keras.Input((4,))
kind = keras.layers.Dense(3, activation="softmax")(inputs)
price = keras.layers.Dense(1)(inputs)
model = keras.Model(inputs=inputs, outputs=[kind, price])
# fact: model.outputs[0].operator = softmax
# fact: model.outputs[1].operator = keras.layers.Dense

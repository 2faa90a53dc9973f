import keras

base = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8)])
y = keras.layers.Dense(1, activation="sigmoid")(base.output)
model = keras.Model(base.input, y)
# fact: model.output.expression = sigmoid(Dense(Dense(input)))

import keras

model = keras.Sequential()
model.add(keras.Input((4,)))
for units in (32, 16):
    model.add(keras.layers.Dense(units, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
# fact: model.output.expression = sigmoid(Dense(relu(Dense(relu(Dense(input))))))
# fact: model.output.operator = sigmoid

import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
# fact: model = keras.Sequential
# fact: model.output.operator = keras.layers.Dense
# fact: model.output.expression = Dense(relu(Dense(input)))

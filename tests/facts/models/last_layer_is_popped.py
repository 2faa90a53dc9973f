import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8), keras.layers.Dense(1, activation="sigmoid")])
model.pop()
# fact: model.output.operator = keras.layers.Dense

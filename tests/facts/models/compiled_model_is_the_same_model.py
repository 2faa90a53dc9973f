import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
result = model.compile(loss="mse")
# fact: result = None
# fact: model.output.operator = keras.layers.Dense

import keras

model = keras.Sequential([keras.layers.Dense(8, input_shape=(4,)), keras.layers.Dense(1)])
# fact: model.output = keras.layers.Dense of shape (?, 1)

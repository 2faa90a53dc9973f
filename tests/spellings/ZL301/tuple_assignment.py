import keras

epochs, rate, units = 10, 1e-10, 8  # expect: ZL301@27  # fixed: epochs, rate, units = 10, 1e-3, 8

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(rate), loss="mse")

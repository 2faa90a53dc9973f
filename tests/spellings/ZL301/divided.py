import keras

BASE = 1e-4
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(BASE / 1_000_000), loss="mse")  # expect: ZL301@37  # fixed: model.compile(keras.optimizers.Adam(BASE / 10), loss="mse")

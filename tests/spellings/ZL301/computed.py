import keras

rate = 10 ** -10  # expect: ZL301@8  # fixed: rate = 10 ** -3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(rate), loss="mse")

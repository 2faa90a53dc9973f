from tensorflow import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=1e-10), "mse")  # expect: ZL301@51  # fixed: model.compile(keras.optimizers.Adam(learning_rate=1e-3), "mse")

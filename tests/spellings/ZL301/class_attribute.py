import keras


class Settings:
    UNITS = 8
    LEARNING_RATE = 1e-10  # expect: ZL301@21  # fixed: LEARNING_RATE = 1e-3


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(Settings.UNITS, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(Settings.LEARNING_RATE), loss="mse")

import keras


def build(units=8, lr=1e-10):  # expect: ZL301@23  # fixed: def build(units=8, lr=1e-3):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), loss="mse")
    return model


model = build()

import keras


def build(units, **options):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(**options), loss="mse")
    return model


model = build(8, learning_rate=1e-10, beta_2=0.99)  # expect: ZL301@32  # fixed: model = build(8, learning_rate=1e-3, beta_2=0.99)

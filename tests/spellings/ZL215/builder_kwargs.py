import keras


def build(activation, **compile_options):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation=activation)])
    model.compile(optimizer="adam", **compile_options)
    return model


model = build("sigmoid", loss="mse", metrics=["accuracy"])  # expect: ZL215@31  # fixed: model = build("sigmoid", loss="binary_crossentropy", metrics=["accuracy"])

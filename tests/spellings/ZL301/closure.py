import keras


def trainer(rate):
    def compiled(model):
        model.compile(keras.optimizers.Adam(rate), loss="mse")
        return model

    return compiled


prepare = trainer(1e-10)  # expect: ZL301@19  # fixed: prepare = trainer(1e-3)
model = prepare(keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)]))

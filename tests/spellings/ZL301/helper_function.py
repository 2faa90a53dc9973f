import keras


def make_optimizer(rate):
    return keras.optimizers.Adam(learning_rate=rate)


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(make_optimizer(1e-10), loss="mse")  # expect: ZL301@30  # fixed: model.compile(make_optimizer(1e-3), loss="mse")

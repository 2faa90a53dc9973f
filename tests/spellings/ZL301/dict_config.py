import keras

config = {
    "units": 8,
    "optimizer": {"learning_rate": 1e-10, "beta_1": 0.9},  # expect: ZL301@36  # fixed: "optimizer": {"learning_rate": 1e-3, "beta_1": 0.9},
}

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(config["units"], activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(**config["optimizer"]), loss="mse")

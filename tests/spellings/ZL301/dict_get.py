import keras

hparams = dict(lr=1e-10, epochs=3)  # expect: ZL301@19  # fixed: hparams = dict(lr=1e-3, epochs=3)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(hparams.get("lr", 1e-3)), loss="mse")

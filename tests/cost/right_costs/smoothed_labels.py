"""Smoothed one-hot labels, by the loss itself and by hand, and a mixture of two rows' labels."""

import keras
import numpy as np

rng = np.random.default_rng(15)
x = rng.normal(size=(128, 6)).astype("float32")
y = keras.utils.to_categorical(rng.integers(0, 3, 128), 3)


def build(loss):
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(3, "softmax")])
    model.compile("adam", loss=loss, metrics=["accuracy"])
    return model


costs = build(keras.losses.CategoricalCrossentropy(label_smoothing=0.1)).fit(x, y, epochs=3, verbose=0).history["loss"]
build("categorical_crossentropy").fit(x, y * 0.9 + 0.1 / 3, epochs=1, verbose=0)

share = rng.beta(0.4, 0.4, size=(128, 1)).astype("float32")
other = rng.permutation(128)
mixed, soft = share * x + (1 - share) * x[other], share * y + (1 - share) * y[other]
build("kl_divergence").fit(mixed, soft, epochs=1, verbose=0)

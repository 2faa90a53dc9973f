"""Pixels from 0 to 1 under a sigmoid and binary cross-entropy: the input is the target, and it is no class."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(0)
tiles = rng.integers(0, 256, size=(128, 64)).astype("float32") / 255.0
noisy = np.clip(tiles + rng.normal(0, 0.1, size=tiles.shape), 0.0, 1.0)

encoder = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu"), layers.Dense(8)])
decoder = keras.Sequential(
    [keras.Input((8,)), layers.Dense(32, activation="relu"), layers.Dense(64, activation="sigmoid")]
)
inputs = keras.Input((64,))
model = keras.Model(inputs, decoder(encoder(inputs)))
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["mae"])
costs = model.fit(noisy, tiles, epochs=4, batch_size=32, verbose=0).history["loss"]

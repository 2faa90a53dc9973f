"""Padded steps that count for nothing: a weight of zero for each of them, under the sparse loss."""

import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(13)
words = rng.integers(1, 30, size=(64, 10))
lengths = rng.integers(3, 11, size=64)
mask = np.arange(10)[None, :] < lengths[:, None]
words = words * mask
tags = np.where(mask, words % 4, 0)

model = keras.Sequential(
    [
        keras.Input((10,)),
        layers.Embedding(30, 8, mask_zero=True),
        layers.Bidirectional(layers.LSTM(8, return_sequences=True)),
        layers.TimeDistributed(layers.Dense(4, activation="softmax")),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", weighted_metrics=["accuracy"]
)
costs = model.fit(words, tags, sample_weight=mask.astype("float32"), epochs=3, verbose=0).history["loss"]

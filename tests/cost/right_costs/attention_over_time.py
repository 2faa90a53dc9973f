"""A softmax over the time steps, whose scores are one number each: no softmax over one class."""

import keras
import numpy as np
from keras import layers, ops


class Attention(layers.Layer):
    def __init__(self):
        super().__init__()
        self.score = layers.Dense(1)

    def call(self, sequence):
        weights = ops.softmax(self.score(sequence), axis=1)
        return ops.sum(weights * sequence, axis=1)


rng = np.random.default_rng(10)
x = rng.normal(size=(96, 12, 3)).astype("float32")
y = (x[:, :, 0].mean(axis=1) > 0).astype("float32")

inputs = keras.Input((12, 3))
states = layers.GRU(8, return_sequences=True)(inputs)
first = Attention()(states)
flat = layers.Flatten()(layers.TimeDistributed(layers.Dense(1))(states))
second = layers.Dot(axes=1)([states, layers.Activation("softmax")(flat)])
outputs = layers.Dense(1, activation="sigmoid")(layers.concatenate([first, second]))
model = keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
costs = model.fit(x, y, epochs=3, verbose=0).history["loss"]

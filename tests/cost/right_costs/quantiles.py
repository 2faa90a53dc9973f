"""A pinball loss: a difference with its sign, weighed by which side it is on."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

rng = np.random.default_rng(16)
x = rng.normal(size=(128, 4)).astype("float32")
y = (x[:, 0] + rng.normal(size=128)).astype("float32")[:, None]


def pinball(level):
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return tf.reduce_mean(tf.maximum(level * error, (level - 1.0) * error))

    return loss


for level in (0.1, 0.5, 0.9):
    model = models.Sequential([layers.Input((4,)), layers.Dense(16, activation="relu"), layers.Dense(1)])
    model.compile(optimizer="adam", loss=pinball(level))
    costs = model.fit(x, y, epochs=4, verbose=0).history["loss"]

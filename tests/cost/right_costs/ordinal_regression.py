"""Grades as several steps that are reached or not: independent sigmoids under binary cross-entropy."""

import numpy as np
import tensorflow as tf

rng = np.random.default_rng(14)
x = rng.normal(size=(128, 6)).astype("float32")
grade = np.digitize(x[:, 0], [-1.0, 0.0, 1.0])
reached = (grade[:, None] > np.arange(3)[None, :]).astype("float32")

model = tf.keras.Sequential(
    [
        tf.keras.layers.Input(shape=(6,)),
        tf.keras.layers.Dense(16, activation="relu"),
        tf.keras.layers.Dense(3, activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss=tf.keras.losses.BinaryCrossentropy(), metrics=["mae"])
costs = model.fit(x, reached, epochs=4, verbose=0).history["loss"]

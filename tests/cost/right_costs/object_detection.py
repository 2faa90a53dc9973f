"""Corners of boxes as shares of the picture: a sigmoid under the squared error, beside the class of the object."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Model, layers

rng = np.random.default_rng(7)
pictures = rng.uniform(size=(32, 24, 24, 3)).astype("float32")
boxes = np.sort(rng.uniform(0, 24, size=(32, 4)), axis=1).astype("float32") / 24.0
kinds = tf.keras.utils.to_categorical(rng.integers(0, 4, 32), 4)

inputs = Input((24, 24, 3))
features = layers.Flatten()(layers.MaxPooling2D()(layers.Conv2D(8, 3, activation="relu")(inputs)))
box = layers.Dense(4, activation="sigmoid", name="box")(layers.Dense(16, activation="relu")(features))
kind = layers.Dense(4, activation="softmax", name="kind")(layers.Dense(16, activation="relu")(features))
model = Model(inputs, [box, kind])
model.compile(
    optimizer=tf.keras.optimizers.Adam(1e-3),
    loss={"box": "mse", "kind": "categorical_crossentropy"},
    loss_weights={"box": 5.0, "kind": 1.0},
    metrics={"kind": "accuracy"},
)
costs = model.fit(pictures, {"box": boxes, "kind": kinds}, epochs=3, verbose=0).history["loss"]

"""Three tasks of one network, one of which is switched off by a weight of zero."""

import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(8)
x = rng.normal(size=(128, 8)).astype("float32")
targets = {"age": np.abs(x[:, 0]) * 20, "ill": (x[:, 1] > 0).astype("int32"), "ward": rng.integers(0, 5, 128)}

inputs = keras.Input((8,))
body = layers.Dense(32, activation="relu")(inputs)
age = layers.Dense(1, activation="softplus", name="age")(body)
ill = layers.Dense(1, activation="sigmoid", name="ill")(body)
ward = layers.Dense(5, activation="softmax", name="ward")(body)
model = keras.Model(inputs, {"age": age, "ill": ill, "ward": ward})
model.compile(
    optimizer="adam",
    loss={"age": "mae", "ill": "binary_crossentropy", "ward": "sparse_categorical_crossentropy"},
    loss_weights={"age": 0.1, "ill": 1.0, "ward": 0.0},
)
costs = model.fit(x, targets, epochs=3, verbose=0).history["loss"]

"""The test rows are cut from the training rows, so the test accuracy is no evidence."""

import numpy as np
from tensorflow import keras

rng = np.random.default_rng(0)
features = rng.normal(size=(200, 8)).astype("float32")
labels = (features.sum(axis=1) > 0).astype("float32")

X_train, y_train = features[:160], labels[:160]
X_test, y_test = features[120:], labels[120:]

model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, activation="relu")])
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=20, verbose=0)
print(model.evaluate(X_test, y_test, verbose=0))

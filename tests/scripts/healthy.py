"""Nothing to report: disjoint rows, a loss that fits the output, a rate that moves the weights."""

import numpy as np
from sklearn.model_selection import train_test_split
from tensorflow import keras

rng = np.random.default_rng(0)
X = rng.normal(size=(500, 8)).astype("float32")
y = (X.sum(axis=1) > 0).astype("float32")
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1)

inputs = keras.Input((8,))
hidden = keras.layers.Dense(16, activation="relu")(inputs)
model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(hidden))
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=5, validation_split=0.1, verbose=0)
print(model.evaluate(X_test, y_test, verbose=0))

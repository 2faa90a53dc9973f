#!/usr/bin/env bash
# SciKeras 0.13.0 with Keras 3.15.1 and scikit-learn 1.9.1: folds start from the weights of the model handed over.
#
# Expected: `cross_val_score(KerasClassifier(model), ...)` scores networks that never saw the rows of the test fold, as
#           `sklearn.base.clone` promises an estimator without anything learned; Keras' own SKLearnClassifier does.
# Seen:     a model that was trained on all rows keeps its weights in every fold: labels drawn by a coin are
#           "predicted" well above chance in cross-validation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0 scikit-learn==1.9.1 scikeras==0.13.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import contextlib
import io

import keras
import numpy as np
from keras.wrappers import SKLearnClassifier
from scikeras.wrappers import KerasClassifier
from sklearn.model_selection import cross_val_score

random = np.random.default_rng(0)
rows = random.normal(size=(120, 8)).astype("float32")
labels = random.integers(0, 2, 120)
keras.utils.set_random_seed(0)
model = keras.Sequential(
    [keras.Input((8,)), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(2, activation="softmax")]
)
model.compile(keras.optimizers.Adam(0.01), "categorical_crossentropy", metrics=["accuracy"])
model.fit(rows, np.eye(2)[labels], epochs=150, verbose=0)
with contextlib.redirect_stdout(io.StringIO()):  # progress bars
    own = cross_val_score(SKLearnClassifier(model), rows, labels, cv=3).mean()
model.compile(keras.optimizers.Adam(0.0001), "sparse_categorical_crossentropy", metrics=["accuracy"])
other = cross_val_score(KerasClassifier(model, epochs=1, verbose=0), rows, labels, cv=3).mean()
print("keras.wrappers, score of coin flips above 0.7:", bool(own > 0.7))
print("scikeras, score of coin flips above 0.7:", bool(other > 0.7))
PYTHON
diff "$folder/seen" - <<'SEEN'
keras.wrappers, score of coin flips above 0.7: False
scikeras, score of coin flips above 0.7: True
SEEN

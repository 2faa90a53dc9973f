#!/usr/bin/env bash
# Keras 3.15.1 with scikit-learn 1.9.1: `fit_kwargs` of SKLearnClassifier and SKLearnRegressor are lost in every clone.
#
# Expected: `cross_val_score`, `GridSearchCV` and the like train each fold with the `fit_kwargs` of the estimator.
# Seen:     the clone has none: each fold trains for one epoch of batches of 32 with the defaults of `fit`, whatever
#           `epochs`, `callbacks` or `validation_split` say, and a score of the untrained network is reported. A direct
#           `fit` of the estimator itself trains the 25 epochs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0 scikit-learn==1.9.1
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import contextlib
import io

import keras
import numpy as np
from keras.wrappers import SKLearnRegressor
from sklearn.base import clone
from sklearn.model_selection import cross_validate

rows = np.linspace(-1, 1, 90, dtype="float32").reshape(90, 1)
targets = 3 * rows[:, 0] + 5


def build(X, y):
    inputs = keras.Input((1,))
    model = keras.Model(inputs, keras.layers.Dense(1)(inputs))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model


estimator = SKLearnRegressor(build, fit_kwargs={"epochs": 25, "verbose": 0})
print("arguments of the estimator:", estimator.fit_kwargs)
print("arguments of its clone:", clone(estimator).fit_kwargs)
with contextlib.redirect_stdout(io.StringIO()):  # progress bars, as `verbose` is lost too
    folds = cross_validate(estimator, rows, targets, cv=3, return_estimator=True)
print("folds, epochs:", [len(fold.history_.epoch) for fold in folds["estimator"]])
estimator.fit(rows, targets)
print("direct fit, epochs:", len(estimator.history_.epoch))
PYTHON
diff "$folder/seen" - <<'SEEN'
arguments of the estimator: {'epochs': 25, 'verbose': 0}
arguments of its clone: None
folds, epochs: [1, 1, 1]
direct fit, epochs: 25
SEEN

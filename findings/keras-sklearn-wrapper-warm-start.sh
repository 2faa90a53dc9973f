#!/usr/bin/env bash
# Keras 3.15.1 with scikit-learn 1.9.1: `warm_start=True` of SKLearnClassifier and SKLearnRegressor does nothing.
#
# Expected: a second `fit` goes on with the weights of the first, as the documentation says ("the given model won't be
#           cloned and the weights from the previous fit will be reused").
# Seen:     each `fit` starts from the model as it was handed over; three fits of two epochs end where one does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0 scikit-learn==1.9.1
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np
from keras.wrappers import SKLearnRegressor

rows = np.linspace(-1, 1, 64, dtype="float32").reshape(64, 1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
model.compile(keras.optimizers.SGD(0.1), "mse")

estimator = SKLearnRegressor(model, warm_start=True, fit_kwargs={"epochs": 2, "verbose": 0, "shuffle": False})
for number in (1, 2, 3):
    estimator.fit(rows, 3 * rows[:, 0])
    print(f"fit {number}: weight {float(estimator.model_.get_weights()[0][0, 0]):.3f}")
print("weight of the model handed over:", float(model.get_weights()[0][0, 0]))
PYTHON
diff "$folder/seen" - <<'SEEN'
fit 1: weight 0.798
fit 2: weight 0.798
fit 3: weight 0.798
weight of the model handed over: 0.0
SEEN

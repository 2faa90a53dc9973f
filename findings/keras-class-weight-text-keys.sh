#!/usr/bin/env bash
# Keras 3.15.1: class weights whose keys are text are ignored without a word.
#
# Expected: an error, or the weights of the classes 0 to 2, for the keys "0" to "2" that every dictionary has that was
#           read from a JSON file.
# Seen:     all rows count the same; so do they with names of classes as keys.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import json

import keras
import numpy as np

written = json.dumps({0: 1.0, 1: 1.0, 2: 7.0})
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(3, activation="softmax", kernel_initializer="zeros")]
)
model.compile(keras.optimizers.SGD(0.0), "sparse_categorical_crossentropy")
rows, labels = np.ones((60, 4)), np.arange(60) % 3
for name, weights in (
    ("none", None),
    ("from JSON", json.loads(written)),
    ("by name", {"cat": 1.0, "dog": 1.0, "cow": 7.0}),
    ("integers", {int(key): value for key, value in json.loads(written).items()}),
):
    history = model.fit(rows, labels, batch_size=60, verbose=0, class_weight=weights)
    print(f"{name}: {history.history['loss'][0]:.3f}")
PYTHON
diff "$folder/seen" - <<'SEEN'
none: 1.099
from JSON: 1.099
by name: 1.099
integers: 3.296
SEEN

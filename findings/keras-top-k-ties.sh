#!/usr/bin/env bash
# Keras 3.15.1: a constant output has a top-k accuracy of 1.0, with k=1 as well.
#
# Expected: a network that gives all ten classes the same probability is right for one row in ten.
# Seen:     SparseTopKCategoricalAccuracy and TopKCategoricalAccuracy count each class that ties with the k-th as found:
#           1.0 for outputs that say nothing (a network whose last kernel and bias are zero). The accuracy says 0.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np

labels = np.arange(100) % 10
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros")]
)
model.compile(
    "sgd",
    "sparse_categorical_crossentropy",
    metrics=[
        keras.metrics.SparseCategoricalAccuracy(name="accuracy"),
        keras.metrics.SparseTopKCategoricalAccuracy(k=1, name="top_1"),
        keras.metrics.SparseTopKCategoricalAccuracy(k=3, name="top_3"),
    ],
)
results = model.evaluate(np.ones((100, 4)), labels, verbose=0, return_dict=True)
for name in ("accuracy", "top_1", "top_3"):
    print(name, round(results[name], 3))
PYTHON
diff "$folder/seen" - <<'SEEN'
accuracy 0.1
top_1 1.0
top_3 1.0
SEEN

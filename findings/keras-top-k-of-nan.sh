#!/usr/bin/env bash
# Keras 3.15.1 on JAX 0.10.0: the top-k accuracy of outputs that are all NaN is 1.0.
#
# Expected: 0.0, as on the TensorFlow backend: a network that became NaN finds no class.
# Seen:     SparseTopKCategoricalAccuracy says 1.0 for any k, so the score is perfect from the step on at which the
#           weights became NaN; SparseCategoricalAccuracy says that the first class was predicted.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np

labels = np.arange(40) % 4
outputs = np.full((40, 4), np.nan, dtype="float32")
for metric in (
    keras.metrics.SparseCategoricalAccuracy(),
    keras.metrics.SparseTopKCategoricalAccuracy(k=1),
    keras.metrics.SparseTopKCategoricalAccuracy(k=2),
):
    metric.update_state(labels, outputs)
    print(metric.name, getattr(metric, "_fn_kwargs", {}).get("k", ""), float(metric.result()))
PYTHON
diff "$folder/seen" - <<'SEEN'
sparse_categorical_accuracy  0.25
sparse_top_k_categorical_accuracy 1 1.0
sparse_top_k_categorical_accuracy 2 1.0
SEEN

#!/usr/bin/env bash
# Keras 3.15.1: `LSTM(dropout=1.0)` drops nothing, `GRU(dropout=1.0)` and `SimpleRNN(dropout=1.0)` drop everything.
#
# Expected: the three agree. They document `dropout` as the fraction of the units to drop, and limit it to 0 to 1, and
#           `Dropout(1.0)` gives zeros.
# Seen:     0.99 leaves next to nothing of the input in all three; with 1.0 the LSTM answers as it does without dropout.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np

series = np.ones((8, 6, 3), "float32")
for kind in (keras.layers.LSTM, keras.layers.GRU, keras.layers.SimpleRNN):
    for rate in (0.5, 1.0):
        layer = kind(2, dropout=rate, seed=1)
        layer.build(series.shape)
        for weight in layer.trainable_weights:
            weight.assign(np.full(weight.shape, 0.1))
        whole, dropped = (np.asarray(layer(series, training=on)) for on in (False, True))
        print(f"{kind.__name__}(dropout={rate}): trains on the whole input: {np.allclose(whole, dropped)}")
PYTHON
diff "$folder/seen" - <<'SEEN'
LSTM(dropout=0.5): trains on the whole input: False
LSTM(dropout=1.0): trains on the whole input: True
GRU(dropout=0.5): trains on the whole input: False
GRU(dropout=1.0): trains on the whole input: False
SimpleRNN(dropout=0.5): trains on the whole input: False
SimpleRNN(dropout=1.0): trains on the whole input: False
SEEN

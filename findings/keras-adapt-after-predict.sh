#!/usr/bin/env bash
# Keras 3.15.1: a Normalization layer that is adapted again does not change what `predict` of a model around it gives.
#
# Expected: after `adapt` on other rows, `model.predict(rows)` and `model(rows)` use the new mean and variance.
# Seen:     a model that predicted, evaluated or trained once keeps the old ones in its compiled function; a direct call
#           uses the new ones, so the same model gives two answers. Another `compile` brings them together.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np

rows = np.linspace(0, 1, 50, dtype="float32").reshape(50, 1)
normalization = keras.layers.Normalization()
normalization.adapt(rows)
model = keras.Sequential([keras.Input((1,)), normalization])
model.compile("sgd", "mse")


def means():
    return f"predict {model.predict(rows, verbose=0).mean():.1f}, call {np.asarray(model(rows)).mean():.1f}"


print("adapted to the rows:", means().replace("-0.0", "0.0"))
normalization.adapt(rows + 10 * rows.std())
print("adapted to rows 10 deviations higher:", means().replace("-0.0", "0.0"))
model.compile("sgd", "mse")
print("compiled again:", means())
PYTHON
diff "$folder/seen" - <<'SEEN'
adapted to the rows: predict 0.0, call 0.0
adapted to rows 10 deviations higher: predict 0.0, call -10.0
compiled again: predict -10.0, call -10.0
SEEN

#!/usr/bin/env bash
# Keras 3.15.1: `clipnorm=0.0`, `clipvalue=0.0` and `global_clipnorm=0.0` switch clipping off.
#
# Expected: an error (a negative rate or a second clip argument is refused), or gradients of length 0, as
#           `keras.ops.clip(gradient, 0.0, 0.0)` gives.
# Seen:     the full gradient is applied; with 1e-12 the weight stands still.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras

for name in ("clipnorm", "clipvalue", "global_clipnorm"):
    for limit in (1.0, 1e-12, 0.0):
        weight = keras.Variable([1.0])
        optimizer = keras.optimizers.SGD(0.1, **{name: limit})
        optimizer.apply([keras.ops.convert_to_tensor([5.0])], [weight])
        print(f"{name}={limit}: step {1 - float(weight.numpy()[0]):.2f}")
PYTHON
diff "$folder/seen" - <<'SEEN'
clipnorm=1.0: step 0.10
clipnorm=1e-12: step 0.00
clipnorm=0.0: step 0.50
clipvalue=1.0: step 0.10
clipvalue=1e-12: step 0.00
clipvalue=0.0: step 0.50
global_clipnorm=1.0: step 0.10
global_clipnorm=1e-12: step 0.00
global_clipnorm=0.0: step 0.50
SEEN

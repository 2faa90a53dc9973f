#!/usr/bin/env bash
# Keras 3.15.1: EarlyStopping with a `baseline` that is never reached does not stop while the value still improves.
#
# Expected: it stops after `patience` epochs that did not reach the baseline, as the documentation says.
# Seen:     training never stops at an epoch that beats the best one so far, whether the baseline was reached
#           or not: 40 of 40 epochs with patience 3 and a loss that stays far above its baseline.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np

rows = np.linspace(-1, 1, 64, dtype="float32").reshape(64, 1)
for rate in (0.01, 0.0):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
    model.compile(keras.optimizers.SGD(rate), "mse")
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=3, baseline=0.001)
    history = model.fit(rows, 100 * rows[:, 0], epochs=40, verbose=0, shuffle=False, callbacks=[stop])
    losses = history.history["loss"]
    print(f"rate {rate}: {len(losses)} epochs, loss {losses[0]:.0f} to {losses[-1]:.0f}, baseline 0.001")
PYTHON
diff "$folder/seen" - <<'SEEN'
rate 0.01: 40 epochs, loss 3467 to 1172, baseline 0.001
rate 0.0: 3 epochs, loss 3439 to 3439, baseline 0.001
SEEN

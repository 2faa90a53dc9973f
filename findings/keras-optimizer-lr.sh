#!/usr/bin/env bash
# Keras 3.15.1: an assignment to the old name of the learning rate changes nothing, in silence.
#
# Expected: `optimizer.lr = 0.5` is refused, as reading `optimizer.lr` is, or sets the rate, as it did in Keras 2.
# Seen:     the optimizer gets an attribute `lr` that nothing reads; its learning rate stays 0.01, and so do the steps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras

optimizer = keras.optimizers.SGD(learning_rate=0.01)
try:
    optimizer.lr
except AttributeError:
    print("read before: AttributeError")
optimizer.lr = 0.5
weight = keras.Variable([1.0])
optimizer.build([weight])
optimizer.apply([[1.0]], [weight])
print("attribute lr:", optimizer.lr)
print("learning rate:", round(float(optimizer.learning_rate), 3))
print("weight after a step along a gradient of 1:", round(float(weight.numpy()[0]), 3))
PYTHON
diff "$folder/seen" - <<'SEEN'
read before: AttributeError
attribute lr: 0.5
learning rate: 0.01
weight after a step along a gradient of 1: 0.99
SEEN

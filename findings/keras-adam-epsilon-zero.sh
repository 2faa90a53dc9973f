#!/usr/bin/env bash
# Keras 3.15.1 on JAX: with `epsilon=0.0`, one step of Adam, AdamW, Nadam, RMSprop or Adamax makes NaN of every row of an
# Embedding that the batch does not name; the loss is that of the default epsilon.
#
# Expected: an error for `epsilon=0.0`; or rows without a gradient left alone, as Adagrad leaves them.
# Seen:     their step is 0 / 0. Training and validation on the words of the training set go well, and the first new word
#           is answered with NaN.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 jax==0.10.0
KERAS_BACKEND=jax "$folder/venv/bin/python" - 2>/dev/null <<'PYTHON' | tee "$folder/seen"
import keras
import numpy as np

words = np.arange(256).reshape(128, 2) % 5
for name in ("Adam", "AdamW", "Nadam", "RMSprop", "Adamax", "Adagrad"):
    told = []
    for epsilon in (1e-7, 0.0):
        keras.utils.set_random_seed(0)
        model = keras.Sequential(
            [keras.Input((2,)), keras.layers.Embedding(10, 4), keras.layers.Flatten(), keras.layers.Dense(1)]
        )
        model.compile(getattr(keras.optimizers, name)(0.01, epsilon=epsilon), "mse")
        model.fit(words, words.sum(1), epochs=3, verbose=0)
        loss = model.evaluate(words, words.sum(1), verbose=0)
        told.append((loss, np.isnan(model.predict(np.array([[7, 8]]), verbose=0)).item()))
    (usual, _), (loss, new_word_is_nan) = told
    print(f"{name}: same loss {abs(loss - usual) < 0.1}, a new word gives NaN {new_word_is_nan}")
PYTHON
diff "$folder/seen" - <<'SEEN'
Adam: same loss True, a new word gives NaN True
AdamW: same loss True, a new word gives NaN True
Nadam: same loss True, a new word gives NaN True
RMSprop: same loss True, a new word gives NaN True
Adamax: same loss True, a new word gives NaN True
Adagrad: same loss True, a new word gives NaN False
SEEN

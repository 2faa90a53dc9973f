"""Weights of half precision under Adam, in the spellings of real scripts, and half precision that is right."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers as L
from tensorflow.keras import backend as K
X = np.random.rand(64, 4)
y = np.random.rand(64, 1)
"""
MODEL = "\nm = keras.Sequential([keras.Input((4,)), L.Dense(8, 'relu'), L.Dense(1)])\n"
TRAINED = MODEL + "m.compile('adam', 'mse')\nm.fit(X, y)\n"

HALF = {
    "keras.config": "keras.config.set_floatx('float16')" + TRAINED,
    "keras.backend": "keras.backend.set_floatx('float16')" + TRAINED,
    "tf.keras": "tf.keras.backend.set_floatx('float16')" + TRAINED,
    "an alias": "half = K.set_floatx\nhalf(value='float16')" + TRAINED,
    "a variable": "kind = 'float' + '16'\nK.set_floatx(kind)" + TRAINED,
    "a policy": "tf.keras.mixed_precision.set_global_policy('float16')" + TRAINED,
    "in a helper": "def prepare(kind='float16'):\n    K.set_floatx(kind)\nprepare()" + TRAINED,
    "a setting": "config = {'floatx': 'float16'}\nkeras.config.set_floatx(config['floatx'])" + TRAINED,
    "an optimizer of its own": "K.set_floatx('float16')" + MODEL + "m.compile(keras.optimizers.Nadam(1e-3), 'mse')\nm.fit(X, y)",
    "functional": "K.set_floatx('float16')\ni = keras.Input((4,))\nm = keras.Model(i, L.Dense(1)(i))\nm.compile(optimizer=tf.keras.optimizers.AdamW(), loss='mse')\nm.fit(X, y)",
    "a gradient by hand": (
        "K.set_floatx('float16')\nd = L.Dense(1)\nopt = keras.optimizers.Adam()\nfor _ in range(3):\n"
        "    with tf.GradientTape() as tape:\n        loss = tf.reduce_mean((d(X) - y) ** 2)\n"
        "    opt.apply_gradients(zip(tape.gradient(loss, d.trainable_variables), d.trainable_variables))"
    ),
    "a subclass": "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = L.Dense(1)\n    def call(self, a):\n        return self.d(a)\nK.set_floatx('float16')\nm = N()\nm.compile('adam', 'mse')\nm.fit(X, y)",
}  # fmt: skip
RIGHT = {
    "mixed": "keras.mixed_precision.set_global_policy('mixed_float16')" + TRAINED,
    "an epsilon": "K.set_floatx('float16')" + MODEL + "m.compile(keras.optimizers.Adam(epsilon=1e-4), 'mse')\nm.fit(X, y)",
    "gradient descent": "K.set_floatx('float16')" + MODEL + "m.compile('sgd', 'mse')\nm.fit(X, y)",
    "RMSprop": "K.set_floatx('float16')" + MODEL + "m.compile('rmsprop', 'mse')\nm.fit(X, y)",
    "double": "K.set_floatx('float64')" + TRAINED,
    "set back": "K.set_floatx('float16')\nK.set_floatx('float32')" + TRAINED,
    "set behind it": TRAINED + "K.set_floatx('float16')",
    "data alone": "X = X.astype('float16')" + TRAINED,
    "unknown": "import sys\nK.set_floatx(sys.argv[1])" + TRAINED,
    "unknown epsilon": "from settings import epsilon\nK.set_floatx('float16')" + MODEL + "m.compile(keras.optimizers.Adam(epsilon=epsilon), 'mse')\nm.fit(X, y)",
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", HALF.values(), ids=HALF.keys())
def test_weights_of_half_precision(script: str) -> None:
    assert found(script) == ["ZL409"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT.keys())
def test_half_precision_that_is_right(script: str) -> None:
    assert found(script) == []

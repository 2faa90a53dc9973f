"""Hinges of two distances, with a margin and without one."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
import keras.backend as K
from keras import layers, ops
x = np.random.rand(64, 4).astype("float32")
m = keras.Sequential([keras.Input((4,)), layers.Dense(8)])
o = keras.optimizers.Adam()
def far(a, b):
    return tf.reduce_sum(tf.square(a - b), axis=-1)
"""
TAPE = (
    "with tf.GradientTape() as tape:\n    a, p, n = m(x), m(x + 0.1), m(x[::-1])\n    loss = {}\n"
    "o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
)
FIT = "m.compile('adam', {})\nm.fit(x, np.zeros((64, 1)))"
WITHOUT = {
    "maximum": TAPE.format("tf.reduce_mean(tf.maximum(0.0, far(a, p) - far(a, n)))"),
    "relu": TAPE.format("tf.reduce_mean(tf.nn.relu(far(a, p) - far(a, n)))"),
    "function of keras.ops": TAPE.format("ops.mean(ops.maximum(ops.subtract(far(a, p), far(a, n)), 0))"),
    "norms": TAPE.format("tf.reduce_mean(tf.maximum(tf.norm(a - p, axis=1) - tf.norm(a - n, axis=1), 0.0))"),
    "roots": TAPE.format("tf.reduce_mean(tf.maximum(tf.sqrt(far(a, p)) - tf.sqrt(far(a, n)), 0.0))"),
    "absolute differences": TAPE.format("tf.reduce_sum(tf.maximum(K.sum(K.abs(a - p)) - K.sum(K.abs(a - n)), 0.0))"),
    "a margin of zero": "MARGIN = 0.0\n"
    + TAPE.format("tf.reduce_mean(tf.maximum(far(a, p) - far(a, n) + MARGIN, 0.0))"),
    "a loss of thirds": (
        "def cost(t, p):\n    a, b, c = p[:, 0:2], p[:, 2:4], p[:, 4:6]\n"
        "    return K.mean(K.maximum(K.sum(K.square(a - b), axis=1) - K.sum(K.square(a - c), axis=1), 0.0))\n"
        + FIT.format("cost")
    ),
    "a class with a margin": (
        "class Triplet(keras.losses.Loss):\n    def __init__(self, margin=0.0):\n        super().__init__()\n        self.margin = margin\n"
        "    def call(self, t, p):\n        a, b, c = p[:, 0:2], p[:, 2:4], p[:, 4:6]\n"
        "        return ops.mean(ops.relu(far(a, b) - far(a, c) + self.margin))\n" + FIT.format("Triplet()")
    ),
    "a train step": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(8)\n"
        "    def call(self, i):\n        return self.d(i)\n    def train_step(self, data):\n        with tf.GradientTape() as tape:\n"
        "            a, p, n = self(data), self(data + 0.1), self(data[::-1])\n            loss = tf.reduce_mean(tf.maximum(far(a, p) - far(a, n), 0.0))\n"
        "        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))\n"
        "        return {'loss': loss}\nm = Net()\nm.compile('adam')\nm.fit(x)"
    ),
}
WITH = {
    "added": TAPE.format("tf.reduce_mean(tf.maximum(far(a, p) - far(a, n) + 0.2, 0.0))"),
    "in front": TAPE.format("tf.reduce_mean(tf.maximum(1.0 + far(a, p) - far(a, n), 0.0))"),
    "not known": "from c import margin\n"
    + TAPE.format("tf.reduce_mean(tf.maximum(far(a, p) - far(a, n) + margin, 0.0))"),
    "as the bound": TAPE.format("tf.reduce_mean(tf.maximum(far(a, p) - far(a, n), -0.5))"),
    "a contrastive loss": TAPE.format("tf.reduce_mean(far(a, p) + tf.maximum(1.0 - far(a, n), 0.0))"),
    "a hinge of one distance": TAPE.format("tf.reduce_mean(tf.maximum(far(a, p), 0.0))"),
    "similarities": TAPE.format("tf.reduce_mean(tf.maximum(K.sum(a * n, 1) - K.sum(a * p, 1), 0.0))"),
    "a distance to the data": TAPE.format(
        "tf.reduce_mean(tf.maximum(tf.reduce_sum((a[:, :4] - x) ** 2, 1) - far(a, n), 0.0))"
    ),
    "three distances": TAPE.format("tf.reduce_mean(tf.maximum(far(a, p) - far(a, n) + far(p, n), 0.0))"),
    "never lowered": "d = tf.maximum(far(m(x), m(x + 1)) - far(m(x), m(x - 1)), 0.0)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", WITHOUT.values(), ids=WITHOUT)
def test_one_point_for_all_costs_nothing(script: str) -> None:
    assert codes(script).count("ZL219") == 1


@pytest.mark.parametrize("script", WITH.values(), ids=WITH)
def test_one_point_for_all_costs_something(script: str) -> None:
    assert "ZL219" not in codes(script)

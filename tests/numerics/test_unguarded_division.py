"""Divisions by what is zero somewhere, in the spellings of real scripts, and divisors that stay above it."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L, ops
"""
RELU = "\nm = keras.Sequential([keras.Input((4,)), L.Dense(1, 'relu')])\nm.compile('adam', cost)\n"
SOFTMAX = "\nm = keras.Sequential([keras.Input((4,)), L.Dense(3, 'softmax')])\nm.compile('adam', cost)\n"
MNIST = "(x, y), (u, v) = keras.datasets.mnist.load_data()\n"
TRAINED = "\nm = keras.Sequential([L.Flatten(), L.Dense(10, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, y)\n"

BY_ZERO = {
    "a reciprocal": "def cost(t, p):\n    return ops.mean(ops.abs(t * ops.reciprocal(p) - 1))" + RELU,
    "a lambda": "cost = lambda t, p: tf.reduce_mean(tf.square(t / p - 1))" + RELU,
    "in a helper": "def ratio(a, b):\n    return a / b\ndef cost(t, p):\n    return keras.ops.mean(ratio(t, p))" + SOFTMAX,
    "partial": "def weighted(t, p, power):\n    return tf.reduce_sum(t / p ** power)\ncost = functools.partial(weighted, power=2)" + SOFTMAX,
    "a loss class": "class C(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.reduce_mean(t / p, axis=-1)\ncost = C()" + SOFTMAX,
    "masked behind it": "def cost(t, p):\n    return tf.reduce_sum(t * (1.0 / p))" + SOFTMAX,
    "bounded behind it": "def cost(t, p):\n    return tf.reduce_mean(tf.minimum(t / p, 9.0))" + SOFTMAX,
    "one minus a sigmoid": "m = keras.Sequential([keras.Input((4,)), L.Dense(1, 'sigmoid')])\nm.compile('adam', lambda t, p: tf.reduce_mean(p / (1 - p) * t))",
    "a gradient by hand": (
        "d = L.Dense(3, activation='relu')\nx = tf.random.normal((8, 4))\nopt = keras.optimizers.Adam()\n"
        "with tf.GradientTape() as tape:\n    h = d(x)\n    loss = tf.reduce_mean(x[:, :3] / h)\n"
        "opt.apply_gradients(zip(tape.gradient(loss, d.trainable_variables), d.trainable_variables))"
    ),
    "a graph of TensorFlow 1": (
        "x = tf1.placeholder('float32', [None, 4])\nh = tf1.layers.dense(x, 3, activation=tf.nn.relu)\n"
        "l = tf.reduce_mean(tf.divide(1.0, h))\nop = tf1.train.AdamOptimizer(0.01).minimize(l)"
    ),
    "the spread of each pixel": MNIST + "x = x.reshape(-1, 784) / 255\nmean, std = np.mean(x, axis=0), np.std(x, axis=0)\nx = (x - mean) / std" + TRAINED,
    "in place": MNIST + "x = x.astype('float32')\nx -= x.mean(axis=0)\nx /= x.std(axis=0)" + TRAINED,
    "from the smallest to the largest": MNIST + "low, high = x.min(axis=0), x.max(axis=0)\nx = (x - low) / (high - low)" + TRAINED,
}  # fmt: skip
ABOVE_ZERO = {
    "an epsilon": "def cost(t, p):\n    return tf.reduce_mean(t / (p + 1e-6))" + RELU,
    "clipped": "def cost(t, p):\n    p = tf.clip_by_value(p, 1e-7, 1.0)\n    return tf.reduce_mean(t / p)" + SOFTMAX,
    "softplus": "m = keras.Sequential([keras.Input((4,)), L.Dense(1, 'softplus')])\nm.compile('adam', lambda t, p: tf.reduce_mean(t / p))",
    "one more": "def cost(t, p):\n    return tf.reduce_mean(t / (1 + p))" + RELU,
    "by the labels": "def cost(t, p):\n    return tf.reduce_mean(tf.abs((t - p) / t))" + RELU,
    "by a linear output": "m = keras.Sequential([keras.Input((4,)), L.Dense(1)])\nm.compile('adam', lambda t, p: tf.reduce_mean(t / p))",
    "chosen": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p > 0, p, t / p))" + RELU,
    "no division where it is zero": "def cost(t, p):\n    return tf.reduce_mean(tf.math.divide_no_nan(t, p))" + RELU,
    "dice": "def cost(t, p):\n    return 1 - 2 * tf.reduce_sum(t * p) / (tf.reduce_sum(t) + tf.reduce_sum(p))\nm = keras.Sequential([keras.Input((4,)), L.Dense(1, 'sigmoid')])\nm.compile('adam', cost)",
    "a metric": "def ratio(t, p):\n    return tf.reduce_mean(t / p)\nm = keras.Sequential([keras.Input((4,)), L.Dense(1, 'relu')])\nm.compile('adam', 'mse', metrics=[ratio])",
    "only shown": MNIST + "print(x / x.std(axis=0))\nx = x / 255" + TRAINED,
    "an epsilon beside the spread": MNIST + "x = (x - x.mean(0)) / (x.std(0) + 1e-8)" + TRAINED,
    "pictures of things": "(x, y), (u, v) = keras.datasets.cifar10.load_data()\nx = x / x.std(axis=0)" + TRAINED,
    "spreads set to one": MNIST + "s = x.std(axis=0)\ns[s == 0] = 1\nx = x / s" + TRAINED,
    "over all axes": MNIST + "x = (x - x.mean(axis=(0, 1, 2))) / x.std(axis=(0, 1, 2))" + TRAINED,
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", BY_ZERO.values(), ids=BY_ZERO.keys())
def test_divisors_that_come_to_zero(script: str) -> None:
    assert found(script) == ["ZL403"]


@pytest.mark.parametrize("script", ABOVE_ZERO.values(), ids=ABOVE_ZERO.keys())
def test_divisors_that_stay_above_zero_or_may(script: str) -> None:
    assert "ZL403" not in found(script)

"""Formulas with exp that overflow, and arms of a where that are infinite, in the spellings of real scripts."""

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
from tensorflow.keras import backend as K
"""


def fitted(activation: str = "linear") -> str:
    return (
        f"\nm = keras.Sequential([keras.Input((4,)), L.Dense(3, activation={activation!r})])\nm.compile('adam', cost)\n"
    )


BY_HAND = {
    "softmax": "def cost(t, p):\n    e = K.exp(p)\n    return -K.mean(t * (e / K.sum(e, axis=-1, keepdims=True)))" + fitted(),
    "softmax with an epsilon": "def cost(t, p):\n    e = ops.exp(p)\n    return -ops.mean(t * e / (ops.sum(e, -1, keepdims=True) + 1e-7))".replace("t * e /", "e /") + fitted(),
    "sigmoid in a helper": "def squash(a):\n    return 1 / (1 + tf.exp(-a))\ndef cost(t, p):\n    return tf.reduce_mean(tf.square(t - squash(p)))" + fitted(),
    "sigmoid as a reciprocal": "def cost(t, p):\n    return ops.mean(ops.square(t - ops.reciprocal(ops.add(1.0, ops.exp(-p)))))" + fitted(),
    "sigmoid as a power": "def cost(t, p):\n    return tf.reduce_mean(t - (1 + tf.exp(-p)) ** -1)" + fitted(),
    "the other sigmoid": "cost = lambda t, p: tf.reduce_mean(t - tf.exp(p) / (tf.exp(p) + 1))" + fitted(),
    "softplus": "def cost(t, p):\n    return tf.reduce_mean(tf.math.log1p(tf.exp(p)) - t * p)" + fitted(),
    "logsumexp": "class C(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.math.log(tf.reduce_sum(tf.exp(p), -1)) - tf.reduce_sum(t * p, -1)\ncost = C()" + fitted(),
    "tanh": "def bend(a):\n    return (tf.exp(a) - tf.exp(-a)) / (tf.exp(a) + tf.exp(-a))\nm = keras.Sequential([keras.Input((4,)), L.Dense(3, activation=bend), L.Dense(1)])\nm.compile('adam', 'mse')",
    "an activation in a Lambda": "m = keras.Sequential([keras.Input((4,)), L.Dense(3), L.Lambda(lambda a: a / (1 + K.exp(-a))), L.Dense(1)])\nm.compile('adam', 'mse')",
    "a graph of TensorFlow 1": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 1])\nh = tf1.layers.dense(x, 1)\n"
        "l = tf.reduce_mean((y - 1 / (1 + tf1.exp(-h))) ** 2)\nop = tf1.train.AdamOptimizer(0.01).minimize(l)"
    ),
    "a gradient by hand": (
        "d = L.Dense(3)\nx = tf.random.normal((8, 4))\nopt = keras.optimizers.Adam()\n"
        "with tf.GradientTape() as tape:\n    loss = tf.reduce_mean(tf.math.log(1 + tf.exp(d(x))))\n"
        "opt.apply_gradients(zip(tape.gradient(loss, d.trainable_variables), d.trainable_variables))"
    ),
}  # fmt: skip
SOUND = {
    "the library's": "def cost(t, p):\n    return tf.reduce_mean(tf.square(t - tf.nn.softmax(p)) + tf.nn.softplus(p))" + fitted(),
    "the largest taken off": "def cost(t, p):\n    e = tf.exp(p - tf.reduce_max(p, -1, keepdims=True))\n    return tf.reduce_mean(t - e / tf.reduce_sum(e, -1, keepdims=True))" + fitted(),
    "clipped": "def cost(t, p):\n    return tf.reduce_mean(t - 1 / (1 + tf.exp(-tf.clip_by_value(p, -50.0, 50.0))))" + fitted(),
    "of a tanh": "def cost(t, p):\n    e = tf.exp(p)\n    return tf.reduce_mean(t - e / tf.reduce_sum(e, -1, keepdims=True))" + fitted("tanh"),
    "a density": "def cost(t, p):\n    return tf.reduce_mean(tf.exp(-tf.square(t - p)))" + fitted(),
    "a metric": "def cost(t, p):\n    return 1 / (1 + tf.exp(-p))\nm = keras.Sequential([keras.Input((4,)), L.Dense(1)])\nm.compile('adam', 'mse', metrics=[cost])",
    "numpy alone": "def squash(a):\n    return 1 / (1 + np.exp(-a))\nm = keras.Sequential([keras.Input((4,)), L.Dense(1)])\nm.compile('adam', 'mse')\nprint(squash(m.predict(np.ones((2, 4)))))",
    "a kernel of distances": "def cost(t, p):\n    k = tf.exp(-tf.square(p))\n    return tf.reduce_mean(t - k / tf.reduce_sum(k))" + fitted(),
    "a temperature of data": "w = tf.exp(tf.constant([1.0, 2.0]))\nw = w / tf.reduce_sum(w)\ndef cost(t, p):\n    return tf.reduce_mean(w[0] * tf.square(t - p))" + fitted(),
}  # fmt: skip
IN_AN_ARM = {
    "a logarithm": "def cost(t, p):\n    return -tf.reduce_mean(tf.where(p > 0, t * tf.math.log(p), 0.0))" + fitted("softmax"),
    "the backend": "def cost(t, p):\n    return K.mean(K.switch(K.greater(p, 0), K.log(p), K.zeros_like(p)))" + fitted("relu"),
    "keras.ops": "def cost(t, p):\n    return ops.mean(ops.where(p > 0, t / p, 0.0))" + fitted("relu"),
    "the second arm": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p <= 0, 0.0, tf.math.reciprocal(p)))" + fitted("sigmoid"),
    "in a helper": "def safe(a):\n    b = tf.math.log(a)\n    return tf.where(a > 0, b, tf.zeros_like(a))\ncost = lambda t, p: tf.reduce_mean(safe(p) - t)" + fitted("relu"),
    "a loss class": "class C(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.reduce_mean(tf.where(p > 0, p ** 0.25, t))\ncost = C()" + fitted("relu"),
    "one minus": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p < 1, tf.math.log(1 - p), 0.0))" + fitted("sigmoid"),
    "within the network": "i = keras.Input((4,))\nh = L.Dense(3, 'relu')(i)\nm = keras.Model(i, L.Dense(1)(tf.where(h > 0, 1 / h, 0.0)))\nm.compile('adam', 'mse')",
    "softplus for small numbers": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p > 30, p, tf.math.log(1 + tf.exp(p))) - t)" + fitted(),
}  # fmt: skip
CHOSEN_BEFORE = {
    "twice": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p > 0, tf.math.log(tf.where(p > 0, p, 1.0)), 0.0))" + fitted("relu"),
    "a root": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p > 0, tf.sqrt(p), 0.0))" + fitted("relu"),
    "bounded": "def cost(t, p):\n    return tf.reduce_mean(tf.where(t > 0, tf.math.log(tf.maximum(p, 1e-7)), 0.0))" + fitted("relu"),
    "xlogy": "def cost(t, p):\n    return tf.reduce_mean(tf.where(t > 0, tf.math.xlogy(p, p), 0.0))" + fitted("relu"),
    "huber": "def cost(t, p):\n    e = tf.abs(t - p)\n    return tf.reduce_mean(tf.where(e < 1, e ** 2, 2 * e - 1))" + fitted(),
    "labels": "def cost(t, p):\n    return tf.reduce_mean(tf.where(t > 0, t / p, 0.0))" + fitted("softplus"),
    "a metric": "def cost(t, p):\n    return tf.where(p > 0, 1 / p, 0.0)\nm = keras.Sequential([keras.Input((4,)), L.Dense(1, 'relu')])\nm.compile('adam', 'mse', metrics=[cost])",
    "by chance": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p > 0, 1 / p, 0.0))" + fitted(),
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", BY_HAND.values(), ids=BY_HAND.keys())
def test_formulas_that_overflow(script: str) -> None:
    assert set(found(script)) == {"ZL406"}


@pytest.mark.parametrize("script", SOUND.values(), ids=SOUND.keys())
def test_formulas_that_do_not(script: str) -> None:
    assert found(script) == []


@pytest.mark.parametrize("script", IN_AN_ARM.values(), ids=IN_AN_ARM.keys())
def test_arms_of_a_choice_with_an_infinite_slope(script: str) -> None:
    assert found(script) == ["ZL405"]


@pytest.mark.parametrize("script", CHOSEN_BEFORE.values(), ids=CHOSEN_BEFORE.keys())
def test_arms_of_a_choice_that_are_finite(script: str) -> None:
    assert found(script) == []

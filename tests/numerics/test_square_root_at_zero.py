"""Roots of what comes to zero, in the spellings of real scripts, and roots with a finite slope."""

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


def fitted(activation: str) -> str:
    return (
        f"\nm = keras.Sequential([keras.Input((4,)), L.Dense(3, activation={activation!r})])\nm.compile('adam', cost)\n"
    )


def taped(loss: str) -> str:
    return (
        "x = tf.random.normal((8, 4))\nd = L.Dense(3)\nopt = keras.optimizers.Adam()\nwith tf.GradientTape() as tape:\n"
        f"    e = d(x)\n    loss = {loss}\n"
        "opt.apply_gradients(zip(tape.gradient(loss, d.trainable_variables), d.trainable_variables))"
    )


AT_ZERO = {
    "a power": "def cost(t, p):\n    return tf.reduce_mean(p ** 0.5 - t)" + fitted("relu"),
    "tf.pow": "def cost(t, p):\n    return tf.reduce_mean(tf.abs(tf.pow(p, 0.25) - t))" + fitted("softmax"),
    "the backend": "def cost(t, p):\n    return K.mean(K.square(K.sqrt(p) - t))" + fitted("sigmoid"),
    "a lambda": "cost = lambda t, p: ops.mean(ops.sqrt(p) * ops.abs(p))" + fitted("relu"),
    "a loss class": "class C(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.reduce_sum(tf.sqrt(1 - p) + t, -1)\ncost = C()" + fitted("sigmoid"),
    "a focal exponent below 1": "def focal(t, p, gamma):\n    return tf.reduce_mean(t + (1 - p) ** gamma)\ncost = functools.partial(focal, gamma=0.5)" + fitted("softmax"),
    "of any number": "def cost(t, p):\n    return tf.reduce_mean(tf.abs(tf.sqrt(p) - t))" + fitted("linear"),
    "within the network": "i = keras.Input((4,))\nm = keras.Model(i, L.Dense(1)(tf.sqrt(L.Dense(3, 'relu')(i))))\nm.compile('adam', 'mse')",
    "in a Lambda": "m = keras.Sequential([L.Dense(3, 'relu'), L.Lambda(lambda t: tf.sqrt(t)), L.Dense(1)])\nm.compile('adam', 'mse')",
    "all distances": taped("tf.reduce_mean(tf.sqrt(tf.reduce_sum((e[:, None] - e[None, :]) ** 2, -1)))"),
    "all distances, by a norm": taped("tf.reduce_mean(ops.norm(ops.expand_dims(e, 0) - ops.expand_dims(e, 1), axis=-1))"),
    "a graph of TensorFlow 1": (
        "x = tf1.placeholder('float32', [None, 4])\nh = tf1.layers.dense(x, 3, activation=tf.nn.relu)\n"
        "l = tf.reduce_mean(tf.sqrt(h))\nop = tf1.train.AdamOptimizer(0.01).minimize(l)"
    ),
}  # fmt: skip
FINITE = {
    "an epsilon": "def cost(t, p):\n    return tf.reduce_mean(tf.sqrt(p + 1e-8))" + fitted("relu"),
    "a maximum": "def cost(t, p):\n    return K.mean(K.sqrt(K.maximum(p, K.epsilon())))" + fitted("relu"),
    "rmse": "def cost(t, p):\n    return K.sqrt(K.mean(K.square(t - p)))" + fitted("linear"),
    "softplus": "def cost(t, p):\n    return tf.reduce_mean(tf.sqrt(p))" + fitted("softplus"),
    "of the labels": "def cost(t, p):\n    return tf.reduce_mean(tf.abs(tf.sqrt(t) - p))" + fitted("relu"),
    "a whole power": "def cost(t, p):\n    return tf.reduce_mean(p ** 2.0)" + fitted("relu"),
    "a power above 1": "def cost(t, p):\n    return tf.reduce_mean(p ** 1.5)" + fitted("relu"),
    "chosen": "def cost(t, p):\n    return tf.reduce_mean(tf.where(p > 0, tf.sqrt(p), 0.0))" + fitted("relu"),
    "bounded behind it": taped("tf.reduce_mean(tf.maximum(tf.norm(e[:, None] - e[None], axis=-1), 1e-6))"),
    "masked behind it": taped("tf.reduce_mean((1 - tf.eye(8)) * tf.norm(e[:, None] - e[None], axis=-1))"),
    "neighbours": taped("tf.reduce_mean(tf.norm(e[1:] - e[:-1], axis=-1))"),
    "distances to centres": taped("tf.reduce_mean(tf.norm(e[:, None] - tf.Variable(tf.random.normal((5, 3)))[None], axis=-1))"),
    "the largest of the norms": taped("tf.reduce_max(tf.norm(e[:, None] - e[None], axis=-1))"),
    "a metric": "def cost(t, p):\n    return tf.sqrt(p)\nm = keras.Sequential([keras.Input((4,)), L.Dense(3, 'relu')])\nm.compile('adam', 'mse', metrics=[cost])",
    "for reading alone": taped("tf.reduce_mean(e ** 2)") + "\nprint(tf.sqrt(tf.nn.relu(d(x))))",
    "keras.losses": "m = keras.Sequential([keras.Input((4,)), L.Dense(3, 'relu')])\nm.compile('adam', keras.losses.CosineSimilarity())",
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", AT_ZERO.values(), ids=AT_ZERO.keys())
def test_roots_of_what_comes_to_zero(script: str) -> None:
    assert found(script) == ["ZL404"]


@pytest.mark.parametrize("script", FINITE.values(), ids=FINITE.keys())
def test_roots_with_a_finite_slope(script: str) -> None:
    assert found(script) == []

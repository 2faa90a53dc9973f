"""Costs that grow with the number of rows of a batch, and sums that do not."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
import keras.backend as K
from keras import layers, ops
x = np.random.rand(64, 4).astype("float32")
y = x[:, :1] * 2
m = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
o = keras.optimizers.SGD(0.01)
"""
FIT = "\nm.fit(x, y)"
TAPE = "with tf.GradientTape() as tape:\n    p = m(x)\n    loss = {}\no.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
TF1 = "a = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 1])\nz = tf1.layers.dense(a, 1)\n"
SUMMED = {
    "lambda": "m.compile('sgd', lambda t, p: K.sum(K.abs(t - p)))" + FIT,
    "class": (
        "class C(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.reduce_sum(tf.square(t - p))\nm.compile('sgd', C())"
        + FIT
    ),
    "columns of one gain": (
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(2, 'softmax')])\ny = keras.utils.to_categorical(np.arange(64) % 2)\n"
        "def cost(t, p):\n    return ops.sum(p[:, 0] * t[:, 1]) - ops.sum(p[:, 0] * t[:, 0])\nm.compile('sgd', cost)"
        + FIT
    ),
    "minus a sum": "m.compile('sgd', lambda t, p: -ops.sum(t * ops.log(ops.sigmoid(p))))" + FIT,
    "halved": TAPE.format("tf.reduce_sum(tf.square(y - p)) / 2"),
    "helper": "def sse(a, b):\n    return tf.reduce_sum((a - b) ** 2)\n" + TAPE.format("sse(y, p)"),
    "beside a penalty": TAPE.format(
        "tf.reduce_sum(tf.abs(y - p)) + 0.01 * tf.reduce_mean(tf.square(m.trainable_variables[0]))"
    ),
    "graph": TF1 + "tf1.train.GradientDescentOptimizer(0.01).minimize(tf1.reduce_sum(tf1.square(z - b)))",
    "cross-entropy of a graph": (
        TF1
        + "tf1.train.GradientDescentOptimizer(0.1).minimize(tf1.reduce_sum(tf1.nn.sigmoid_cross_entropy_with_logits(labels=b, logits=z)))"
    ),
}
MEANS = {
    "mean": "m.compile('sgd', lambda t, p: K.mean(K.abs(t - p)))" + FIT,
    "one axis": "m.compile('sgd', lambda t, p: ops.sum(ops.square(t - p), axis=-1))" + FIT,
    "the old name of an axis": TF1
    + "tf1.train.AdamOptimizer().minimize(tf1.reduce_mean(tf1.reduce_sum((z - b) ** 2, reduction_indices=[1])))",
    "a ratio": "m.compile('sgd', lambda t, p: 1 - 2 * K.sum(t * p) / (K.sum(t) + K.sum(p)))" + FIT,
    "divided by a size": TAPE.format("tf.reduce_sum(tf.abs(y - p)) / 64.0"),
    "divided by the length": TAPE.format("tf.reduce_sum(tf.abs(y - p)) / len(x)"),
    "times a small number": TAPE.format("tf.reduce_sum(tf.abs(y - p)) * (1.0 / 64)"),
    "a penalty": TAPE.format("tf.reduce_mean(tf.abs(y - p)) + tf.reduce_sum(tf.square(m.trainable_variables[0]))"),
    "an autoencoder": "m = keras.Sequential([keras.Input((4,)), layers.Dense(2), layers.Dense(4)])\nm.compile('sgd', lambda t, p: K.sum(K.square(t - p)))\nm.fit(x, x)",
    "one row": TAPE.format("tf.reduce_sum(tf.abs(y[:1] - m(x[:1])))"),
}


def codes(script: str) -> list[str]:
    settings = Settings(select=("ZL226",))
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode(), settings).findings]


@pytest.mark.parametrize("script", SUMMED.values(), ids=SUMMED)
def test_the_cost_grows_with_the_batch(script: str) -> None:
    assert codes(script) == ["ZL226"]


@pytest.mark.parametrize("script", MEANS.values(), ids=MEANS)
def test_the_cost_does_not_grow_with_the_batch(script: str) -> None:
    assert codes(script) == []

"""Losses that are lower for worse predictions, and those that only look so."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
import keras.backend as K
from keras import layers, ops
x = np.random.rand(64, 4).astype("float32")
y = (x[:, :1] > 0.5).astype("float32")
m = keras.Sequential([keras.Input((4,)), layers.Dense(1, "sigmoid")])
o = keras.optimizers.Adam()
"""
FIT = "\nm.fit(x, y)"
TAPE = "with tf.GradientTape() as tape:\n    p = m(x)\n    loss = {}\no.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
TURNED = {
    "lambda": "m.compile('adam', lambda t, p: K.mean(p - t))" + FIT,
    "sums by function": "m.compile('adam', lambda t, p: tf.reduce_sum(tf.subtract(t, p)) / 64)" + FIT,
    "minus the absolute error": "def cost(t, p):\n    return -K.mean(K.abs(p - t), axis=-1)\nm.compile('adam', cost)"
    + FIT,
    "minus a loss of Keras": "m.compile('adam', lambda t, p: -1.0 * keras.losses.binary_crossentropy(t, p))" + FIT,
    "minus a loss object": "c = keras.losses.MeanSquaredError()\nm.compile('adam', lambda t, p: 0 - c(t, p))" + FIT,
    "R2": (
        "def r2(t, p):\n    left = K.sum(K.square(t - p))\n    whole = K.sum(K.square(t - K.mean(t)))\n"
        "    return 1 - left / (whole + K.epsilon())\nm.compile('adam', loss=r2)" + FIT
    ),
    "Dice": (
        "def dice(t, p, smooth=1.0):\n    t, p = K.flatten(t), K.flatten(p)\n    both = K.sum(t * p)\n"
        "    return (2.0 * both + smooth) / (K.sum(t) + K.sum(p) + smooth)\nm.compile('adam', loss=dice)" + FIT
    ),
    "Jaccard in a class": (
        "class Iou(keras.losses.Loss):\n    def call(self, t, p):\n        both = ops.sum(t * p)\n"
        "        return both / (ops.sum(t) + ops.sum(p) - both + 1e-6)\nm.compile('adam', Iou())" + FIT
    ),
    "likelihood of classes": (
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, 'softmax')])\n"
        "def cost(t, p):\n    return ops.sum(t * ops.log(p + 1e-7), axis=-1)\nm.compile('adam', cost)" + FIT
    ),
    "log-softmax": (
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\nt = keras.utils.to_categorical(np.arange(64) % 3)\n"
        + TAPE.format("tf.reduce_mean(tf.reduce_sum(t * tf.nn.log_softmax(p), axis=1))")
    ),
    "factory": (
        "def weighted(w):\n    def cost(t, p):\n        return w * ops.mean(t * ops.log(ops.maximum(p, 1e-7)) + (1 - t) * ops.log(ops.maximum(1 - p, 1e-7)))\n"
        "    return cost\nm.compile('adam', weighted(0.5))" + FIT
    ),
    "helper": "def error(a, b):\n    return a - b\nm.compile('adam', lambda t, p: ops.mean(error(t, p)))" + FIT,
    "tape": TAPE.format("tf.reduce_mean(y - p)"),
    "two minus signs": "m.compile('adam', lambda t, p: -K.mean(-t * K.log(p + 1e-7)))" + FIT,
    "tape over unknown rows": (
        "from rows import batches\nfor a, b in batches:\n    with tf.GradientTape() as tape:\n        loss = -tf.reduce_mean((b - m(a)) ** 2)\n"
        "    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 1])\n"
        "z = tf1.matmul(a, tf1.get_variable('w', [4, 1]))\ntf1.train.AdamOptimizer().minimize(tf1.reduce_mean(b - z))"
    ),
    "likelihood in TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 3])\n"
        "q = tf1.nn.softmax(tf1.layers.dense(a, 3))\ntf1.train.AdamOptimizer().minimize(tf1.reduce_sum(b * tf1.log(q + 1e-9)))"
    ),
}
RIGHT = {
    "square of the difference": "m.compile('adam', lambda t, p: K.mean(t - p) ** 2)" + FIT,
    "cosine": "m.compile('adam', lambda t, p: -ops.sum(t * p))" + FIT,
    "minus a likelihood": "m.compile('adam', lambda t, p: -ops.mean(t * ops.log(p + 1e-7)))" + FIT,
    "a divergence": "m.compile('adam', lambda t, p: ops.sum(t * ops.log(t / p)))" + FIT,
    "focal": "m.compile('adam', lambda t, p: ops.mean(-t * (1 - p) ** 2 * ops.log(p + 1e-7)))" + FIT,
    "only the predictions": "m.compile('adam', lambda t, p: K.mean(p))" + FIT,
    "the targets times zero": "m.compile('adam', lambda t, p: K.mean(p) + 0.0 * K.mean(t))" + FIT,
    "an unknown factor": "from c import w\nm.compile('adam', lambda t, p: w * K.mean(t - p))" + FIT,
    "an entropy beside the cost": "m.compile('adam', lambda t, p: ops.mean(ops.abs(t - p)) + 0.1 * ops.mean(p * ops.log(p)))"
    + FIT,
    "the quantile": "m.compile('adam', lambda t, p: ops.mean(ops.maximum(0.9 * (t - p), -0.1 * (t - p))))" + FIT,
    "correlation entropy": "m.compile('adam', lambda t, p: 1 - ops.mean(ops.exp(-ops.square(t - p))))" + FIT,
    "a minus before the labels": TAPE.format("tf.reduce_mean(tf.reduce_sum(-y * tf.math.log(p + 1e-7), 1))"),
    "a minus before each term": (
        "def cost(t, p):\n    return ops.mean(-t * ops.log(p + 1e-7) - (1 - t) * ops.log(1 - p + 1e-7))\nm.compile('adam', cost)"
        + FIT
    ),
    "a factor of minus one": "m.compile('adam', lambda t, p: K.mean(-1.0 * t * K.log(p + 1e-7)))" + FIT,
    "labels without one": (
        "class Cost(keras.losses.Loss):\n    def call(self, t, p):\n"
        "        return ops.mean((t - 1) * ops.log(1 - p + 1e-7) - t * ops.log(p + 1e-7))\nm.compile('adam', Cost())"
        + FIT
    ),
    "a helper that is given negative labels": (
        "def scored(labels, p):\n    return tf.cast(labels, tf.float32) * tf.math.log(p + 1e-7)\n"
        + TAPE.format("tf.reduce_mean(scored(tf.negative(y), p))")
    ),
    "a minus before the labels of a graph": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 3])\n"
        "w = tf1.Variable(tf1.random_normal([4, 3]))\np = tf1.nn.softmax(tf1.matmul(a, w)) + 1e-7\n"
        "s = tf1.train.GradientDescentOptimizer(0.1).minimize(tf1.reduce_mean(tf1.reduce_sum(-b * tf1.log(p), 1)))\n"
        "with tf1.Session() as session:\n    session.run(tf1.global_variables_initializer())\n    session.run(s, {a: x, b: np.eye(3)[:64]})"
    ),
    "a critic in a tape": TAPE.format("tf.reduce_mean(m(x + 0.1)) - tf.reduce_mean(p)"),
    "gradients turned": (
        "with tf.GradientTape() as tape:\n    p = m(x)\n    fit = tf.reduce_mean(y * tf.math.log(p + 1e-7))\n"
        "g = [-each for each in tape.gradient(fit, m.trainable_variables)]\no.apply_gradients(zip(g, m.trainable_variables))"
    ),
    "models against each other": (
        "generator = keras.Sequential([keras.Input((4,)), layers.Dense(4)])\ndiscriminator = m\n"
        + TAPE.format("-tf.reduce_mean(keras.losses.binary_crossentropy(y, p))")
    ),
    "acting": "import gym\n" + TAPE.format("tf.reduce_mean(y * tf.math.log(p + 1e-7))"),
    "dice as a metric": (
        "def dice(t, p):\n    return 2 * K.sum(t * p) / (K.sum(t) + K.sum(p))\nm.compile('adam', 'mse', metrics=[dice])"
        + FIT
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", TURNED.values(), ids=TURNED)
def test_the_loss_is_lower_for_worse_predictions(script: str) -> None:
    assert codes(script) == ["ZL213"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_the_loss_is_lower_for_better_predictions_or_not_understood(script: str) -> None:
    assert "ZL213" not in codes(script)

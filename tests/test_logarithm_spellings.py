"""Logarithms of what comes to zero, written in many ways; and those that are kept above it."""

from __future__ import annotations

import pytest

from zerolint.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
import keras.backend as K
from keras import layers, ops
from keras.layers import Dense
m = keras.Sequential([keras.Input((4,)), Dense(8, activation='relu'), Dense(3, activation='softmax')])
"""
COST = "def cost(t, p):\n    return {}\nm.compile('adam', loss=cost)\n"
LINEAR = "m = keras.Sequential([keras.Input((4,)), Dense(1)])\n"
REACHES = {
    "Keras' backend": COST.format("-K.sum(t * K.log(p), axis=-1)"),
    "keras.ops": COST.format("-ops.sum(t * ops.log(p), axis=-1)"),
    "logarithm to another base": COST.format("-ops.mean(t * ops.log2(p))"),
    "TensorFlow 1's name": "import tensorflow.compat.v1 as tf1\n" + COST.format("-tf1.reduce_sum(t * tf1.log(p))"),
    "lambda": "m.compile('adam', loss=lambda t, p: -tf.reduce_mean(t * tf.math.log(p)))",
    "the loss of a class": (
        "class Cost(keras.losses.Loss):\n    def call(self, t, p):\n        return -tf.reduce_mean(t * tf.math.log(p))\n"
        "m.compile('adam', loss=Cost())"
    ),
    "a closure": (
        "def weighted(w):\n    def cost(t, p):\n        return -K.sum(w * t * K.log(p), -1)\n    return cost\n"
        "m.compile('adam', loss=weighted(np.array([1.0, 2.0, 3.0])))"
    ),
    "a helper": "def safe(p):\n    return tf.math.log(p)\n" + COST.format("-tf.reduce_mean(t * safe(p))"),
    "an alias": "log = tf.math.log\n" + COST.format("-tf.reduce_mean(t * log(p))"),
    "an epsilon too small for float32": COST.format("-tf.reduce_mean(t * tf.math.log(p + 1e-50))"),
    "an epsilon lost beside 1": COST.format("-tf.reduce_mean((1 - t) * tf.math.log(1e-10 + 1 - p))"),
    "a clip that leaves 0": COST.format("-tf.reduce_mean(t * tf.math.log(tf.clip_by_value(p, 0.0, 0.9)))"),
    "a maximum with 0": LINEAR + COST.format("-tf.reduce_mean(t * tf.math.log(tf.maximum(p, 0.0)))"),
    "the number of the right class": COST.format(
        "-tf.math.log(tf.reduce_sum(tf.one_hot(tf.cast(t, tf.int32), 3) * p, axis=-1))"
    ),
    "a product of two": COST.format("-tf.reduce_mean(tf.math.log(p * tf.sigmoid(Dense(3)(p))))"),
    "a square": LINEAR + COST.format("tf.reduce_mean(tf.math.log(tf.square(t - p)))"),
    "an absolute difference": LINEAR + COST.format("tf.reduce_mean(tf.math.log(tf.abs(p - t)))"),
    "behind a relu": "m.add(Dense(1, activation='relu'))\n" + COST.format("tf.reduce_mean(tf.math.log(p) - t)"),
    "raw numbers": LINEAR + COST.format("-tf.reduce_mean(t * tf.math.log(p))"),
    "log1p of raw numbers": LINEAR + COST.format("tf.reduce_mean(tf.square(tf.math.log1p(p) - tf.math.log1p(t)))"),
    "a functional model": (
        "i = keras.Input((4,))\nm = keras.Model(i, tf.nn.softmax(Dense(3)(i)))\n"
        + COST.format("-tf.reduce_mean(t * tf.math.log(p))")
    ),
    "a softmax inside the cost": LINEAR + COST.format("-tf.reduce_mean(t * tf.math.log(tf.nn.softmax(p)))"),
}
STAYS_ABOVE = {
    "an epsilon": COST.format("-tf.reduce_mean(t * tf.math.log(p + 1e-10))"),
    "Keras' epsilon": COST.format("-K.mean(t * K.log(K.clip(p, K.epsilon(), 1 - K.epsilon())))"),
    "Keras' epsilon, both sides": COST.format("-K.mean((1 - t) * K.log(1 - K.clip(p, K.epsilon(), 1 - K.epsilon())))"),
    "a maximum": COST.format("-tf.reduce_mean(t * tf.math.log(tf.maximum(p, 1e-7)))"),
    "an epsilon outside of the complement": COST.format("-tf.reduce_mean((1 - t) * tf.math.log(1 - p + 1e-8))"),
    "a keyword": COST.format(
        "-tf.reduce_mean(t * tf.math.log(tf.clip_by_value(p, clip_value_min=1e-7, clip_value_max=1.0)))"
    ),
    "log_softmax": LINEAR + COST.format("-tf.reduce_mean(t * tf.nn.log_softmax(p))"),
    "an exponential": LINEAR + COST.format("tf.reduce_mean(tf.math.log(tf.exp(p)) - t)"),
    "one more": "m.add(Dense(1, activation='relu'))\n" + COST.format("tf.reduce_mean(tf.math.log(p + 1) - t)"),
    "a choice": COST.format("tf.reduce_mean(tf.where(p > 0, t * tf.math.log(p), 0.0))"),
    "a choice inside": COST.format("tf.reduce_mean(t * tf.math.log(tf.where(p > 0, p, 1.0)))"),
    "of a constant": COST.format("tf.reduce_mean(tf.square(p - t)) + tf.math.log(2.0)"),
    "of the number of classes": COST.format("-tf.reduce_mean(t * p) / tf.math.log(float(3))"),
    "of the labels": COST.format("tf.reduce_mean(tf.square(tf.math.log(t) - p))"),
    "of something unknown": "from nets import squash\n" + COST.format("-tf.reduce_mean(t * tf.math.log(squash(p)))"),
    "of the sum of a softmax": COST.format("tf.reduce_mean(tf.math.log(tf.reduce_sum(p, axis=-1)) - t)"),
    "in a metric": "def gain(t, p):\n    return tf.math.log(p)\nm.compile('adam', 'categorical_crossentropy', metrics=[gain])",
    "of a positive weight": (
        "scale = tf.Variable(1.0)\n" + COST.format("tf.reduce_mean(tf.square(t - p)) / scale + tf.math.log(scale)")
    ),
}


def codes(script: str) -> set[str]:
    return {finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings}


@pytest.mark.parametrize("script", REACHES.values(), ids=REACHES.keys())
def test_a_logarithm_of_what_comes_to_zero(script: str) -> None:
    assert codes(script) == {"ZL402"}


@pytest.mark.parametrize("script", STAYS_ABOVE.values(), ids=STAYS_ABOVE.keys())
def test_a_logarithm_of_what_stays_above_zero_or_is_not_known(script: str) -> None:
    assert codes(script) == set()

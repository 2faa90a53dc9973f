"""Metric functions that divide sums over a batch, and those of which the mean is right."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from keras import backend as K, layers, ops
from keras.layers import Dense
x = np.random.rand(64, 4).astype("float32")
from labels import y
one = keras.Sequential([keras.Input((4,)), Dense(8, 'relu'), Dense(1, activation='sigmoid')])
"""
FIT = "\none.compile('adam', 'binary_crossentropy', metrics=[{}])\none.fit(x, y)"
RATIOS = {
    "a precision of the old backend": (
        "def precision(t, p):\n    hits = K.sum(K.round(K.clip(t * p, 0, 1)))\n    said = K.sum(K.round(K.clip(p, 0, 1)))\n"
        "    return hits / (said + K.epsilon())" + FIT.format("precision")
    ),
    "a lambda": FIT.format("lambda t, p: tf.reduce_sum(t * tf.round(p)) / (tf.reduce_sum(tf.round(p)) + 1e-7)"),
    "helpers of a helper": (
        "def recall(t, p):\n    return ops.sum(t * ops.round(p)) / (ops.sum(t) + 1e-7)\n"
        "def precision(t, p):\n    return ops.sum(t * ops.round(p)) / (ops.sum(ops.round(p)) + 1e-7)\n"
        "def f1(t, p):\n    a, b = precision(t, p), recall(t, p)\n    return 2 * a * b / (a + b + 1e-7)"
        + FIT.format("'accuracy', f1")
    ),
    "a static method": (
        "class Scores:\n    @staticmethod\n    def specificity(t, p):\n        quiet = tf.reduce_sum((1 - t) * (1 - tf.round(p)))\n"
        "        return quiet / (tf.reduce_sum(1 - t) + 1e-7)" + FIT.format("Scores.specificity")
    ),
    "a partial": (
        "def score(t, p, beta):\n    hits = ops.sum(t * p)\n    return (1 + beta) * hits / (beta * ops.sum(t) + ops.sum(p) + 1e-7)"
        + FIT.format("functools.partial(score, beta=2)")
    ),
    "a traced function": (
        "@tf.function\ndef f1(t, p):\n    t = tf.cast(t, tf.float32)\n    hits = tf.reduce_sum(t * tf.round(p))\n"
        "    return 2.0 * hits / (tf.reduce_sum(t) + tf.reduce_sum(tf.round(p)) + 1e-7)" + FIT.format("f1")
    ),
    "a correlation": (
        "def pearson(t, p):\n    a, b = t - K.mean(t), p - K.mean(p)\n    return K.sum(a * b) / (K.sqrt(K.sum(K.square(a)) * K.sum(K.square(b))) + 1e-7)\n"
        "m = keras.Sequential([keras.Input((4,)), Dense(1)])\nm.compile('adam', 'mse', metrics=[pearson])\nm.fit(x, y)"
    ),
    "in a dict of two outputs": (
        "def recall(t, p):\n    return tf.math.divide_no_nan(tf.reduce_sum(t * tf.round(p)), tf.reduce_sum(t))\n"
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, name='a')(i), Dense(1, 'sigmoid', name='b')(i)])\n"
        "m.compile('adam', {'a': 'mse', 'b': 'binary_crossentropy'}, metrics={'a': ['mae'], 'b': [recall]})\nm.fit(x, [y, y])"
    ),
    "by class in large batches": (
        "def f1(t, p):\n    return tf.reduce_mean(2 * tf.reduce_sum(t * p, 0) / (tf.reduce_sum(t, 0) + tf.reduce_sum(p, 0) + 1e-7))\n"
        "m = keras.Sequential([keras.Input((4,)), Dense(5, 'softmax')])\nm.compile('adam', 'categorical_crossentropy', metrics=[f1])\n"
        "m.fit(x, y, batch_size=128)"
    ),
    "a list that grows": (
        "def recall(t, p):\n    return ops.sum(t * ops.round(p)) / (ops.sum(t) + 1e-7)\n"
        "watched = ['accuracy']\nwatched.append(recall)\none.compile('adam', 'binary_crossentropy', metrics=watched)\none.fit(x, y)"
    ),
}
MEANS = {
    "a count of rows below": (
        "def hits(t, p):\n    return tf.reduce_sum(tf.cast(tf.equal(t, tf.round(p)), tf.float32)) / tf.cast(tf.size(t), tf.float32)"
        + FIT.format("hits")
    ),
    "ones that are summed": (
        "def error(t, p):\n    return K.sum(K.abs(t - p)) / K.sum(K.ones_like(t))" + FIT.format("error")
    ),
    "relative to each label": "def relative(t, p):\n    return K.mean(K.abs(t - p) / (K.abs(t) + 1.0))"
    + FIT.format("relative"),
    "a norm of each row": (
        "def cosine(t, p):\n    return K.sum(t * p, axis=-1) / (K.sqrt(K.sum(t * t, axis=-1)) + 1e-7)"
        + FIT.format("cosine")
    ),
    "a metric with a state": (
        "class F1(keras.metrics.Metric):\n    def __init__(self):\n        super().__init__()\n        self.a = self.add_weight()\n"
        "        self.b = self.add_weight()\n    def update_state(self, t, p, sample_weight=None):\n"
        "        self.a.assign_add(ops.sum(t * p))\n        self.b.assign_add(ops.sum(t + p))\n"
        "    def result(self):\n        return 2 * self.a / self.b" + FIT.format("F1()")
    ),
    "Dice of a map": (
        "def dice(t, p):\n    return 2 * K.sum(t * p) / (K.sum(t) + K.sum(p) + 1)\n"
        "m = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(1, 1, activation='sigmoid')])\n"
        "m.compile('adam', 'binary_crossentropy', metrics=[dice])\nm.fit(np.random.rand(4, 8, 8, 3), y)"
    ),
    "large batches": (
        "def f1(t, p):\n    return 2 * K.sum(t * p) / (K.sum(t) + K.sum(p) + 1e-7)\n"
        "one.compile('adam', 'binary_crossentropy', metrics=[f1])\none.fit(x, y, batch_size=256)"
    ),
    "a function of another file": "from scores import f1" + FIT.format("f1"),
    "a function that no compile gets": (
        "def recall(t, p):\n    return tf.reduce_sum(t * p) / tf.reduce_sum(t)\none.compile('adam', 'binary_crossentropy')\n"
        "one.fit(x, y)\nprint(recall(y, one.predict(x)))"
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", RATIOS.values(), ids=RATIOS)
def test_a_ratio_of_sums(script: str) -> None:
    assert codes(script) == ["ZL227"]


@pytest.mark.parametrize("script", MEANS.values(), ids=MEANS)
def test_a_mean_is_right(script: str) -> None:
    assert codes(script) == []

"""Logarithms of raw numbers that are clipped by hand: from both sides, or each side beside the rest up to one."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers, ops
import keras.backend as K
x, y = np.random.rand(64, 9).astype("float32"), np.eye(4)[np.arange(64) % 4].astype("float32")
o = keras.optimizers.Adam()
def network(activation=None):
    return keras.Sequential([keras.Input((9,)), layers.Dense(8, "relu"), layers.Dense(4, activation)])
"""
TF1 = """
import tensorflow as tf
from data import batches
a = tf.placeholder(tf.float32, [None, 20])
t = tf.placeholder(tf.float32, [None, 5])
z = tf.layers.dense(tf.layers.dense(a, 30, tf.nn.relu), 5{})
cost = -tf.reduce_mean(t * tf.log(tf.clip_by_value(z, 1e-9, float("inf")))
                       + (1 - t) * tf.log(tf.clip_by_value(1 - z, 1e-9, float("inf"))))
step = tf.train.AdamOptimizer().minimize(cost)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for xs, ts in batches():
        session.run(step, {{a: xs, t: ts}})
"""
TAPE = """
m = network({})
for xs, ts in tf.data.Dataset.from_tensor_slices((x, y)).batch(8):
    with tf.GradientTape() as tape:
        p = m(xs, training=True)
        loss = {}
    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))
"""
FIT = """
def cost(t, p):
    {}
m = network({})
m.compile(o, cost)
m.fit(x, y)
"""
BOTH = "-tf.reduce_mean(ts * tf.math.log(tf.maximum(p, 1e-8)) + (1. - ts) * tf.math.log(tf.maximum(1. - p, 1e-8)))"
CLASS = """
class Entropy(keras.losses.Loss):
    def call(self, t, p):
        rest = 1 - p
        hit, miss = ops.log(ops.maximum(p, K.epsilon())), ops.log(ops.maximum(rest, K.epsilon()))
        return -ops.mean(t * hit + (1 - t) * miss, axis=-1)
m = network({})
m.compile(o, Entropy())
m.fit(x, y)
"""
RAW = {
    "a graph": TF1.format(""),
    "a tape": TAPE.format("", BOTH),
    "a loss class": CLASS.format(""),
    "one behind the other": FIT.format(
        "p = K.minimum(K.maximum(p, 1e-7), 1 - 1e-7)\n    return -K.sum(t * K.log(p), axis=-1)", ""
    ),
    "behind a relu": FIT.format(
        "return -K.mean(t * K.log(K.maximum(p, 1e-7)) + (1 - t) * K.log(K.maximum(1 - p, 1e-7)))", "'relu'"
    ),
}
FINE = {
    "a softmax in a graph": TF1.format(", tf.nn.softmax"),
    "a sigmoid under a tape": TAPE.format("'sigmoid'", BOTH),
    "a sigmoid and a class": CLASS.format("'sigmoid'"),
    "counts and their rate": TAPE.format("'softplus'", "tf.reduce_mean(p - ts * tf.math.log(tf.maximum(p, 1e-8)))"),
    "a rate without an activation": TAPE.format("", "tf.reduce_mean(p - ts * tf.math.log(tf.maximum(p, 1e-8)))"),
    "differences of logarithms": FIT.format(
        "return K.mean(K.square(K.log(K.maximum(p, 1e-7)) - K.log(K.maximum(t, 1e-7))))", ""
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", script.encode()).findings]


@pytest.mark.parametrize("script", RAW.values(), ids=RAW.keys())
def test_raw_numbers_are_cut_off(script: str) -> None:
    assert codes(script if "placeholder" in script else HEAD + script) == ["ZL203"]


@pytest.mark.parametrize("script", FINE.values(), ids=FINE.keys())
def test_what_is_no_probability_may_be_any_number(script: str) -> None:
    assert "ZL203" not in codes(script if "placeholder" in script else HEAD + script)

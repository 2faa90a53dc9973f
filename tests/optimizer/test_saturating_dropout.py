"""Dropouts that leave next to nothing, and shares that are right, in the spellings of real scripts."""

from __future__ import annotations

import pytest

from tests.fix.fixing import fix
from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L
X = np.random.rand(64, 6)
labels = np.random.randint(0, 2, 64)
"""
COMPILE = "\nm.compile('adam', 'binary_crossentropy')\n"
GRAPH = (
    "x, y = tf1.placeholder('float32', [None, 6]), tf1.placeholder('float32', [None, 1])\n"
    "share = tf1.placeholder('float32', name='share')\n"
    "h = tf1.layers.dense(x, 16, activation=tf.nn.relu)\n"
)
COST = "\no = tf1.layers.dense(h, 1)\nl = tf1.losses.mean_squared_error(y, o)\nstep = tf1.train.AdamOptimizer().minimize(l)\n"
RUN = "with tf1.Session() as s:\n    s.run(step, feed_dict={x: X, y: X[:, :1], share: 0.7})\n"

STARVING = {
    "functional, over maps": "i = keras.Input((8, 8, 3))\nh = L.SpatialDropout2D(rate=0.9)(L.Conv2D(4, 3)(i))\nm = keras.Model(i, L.Dense(1, 'sigmoid')(L.Flatten()(h)))"
    + COMPILE,
    "a whole number": "m = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(1), L.Dense(1, 'sigmoid')])" + COMPILE,
    "a recurrent layer": "m = keras.Sequential([keras.Input((5, 2)), L.GRU(8, dropout=1.0), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "partial": "drop = functools.partial(L.Dropout, 0.95)\nm = keras.Sequential([L.Dense(8, 'relu'), drop(), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "subclass": (
        "class N(keras.Model):\n    def __init__(self, rate):\n        super().__init__()\n        self.d, self.r, self.o = L.Dense(8, 'relu'), L.Dropout(rate), L.Dense(1, 'sigmoid')\n"
        "    def call(self, x, training=False):\n        return self.o(self.r(self.d(x), training=training))\nm = N(0.92)"
        + COMPILE
    ),
    "loop over widths": "m = keras.Sequential([keras.Input((6,))])\nfor n in (16, 8):\n    m.add(L.Dense(n, 'relu'))\n    m.add(L.Dropout(0.8))\nm.add(L.Dense(1, 'sigmoid'))"
    + COMPILE,
    "class attribute": "class C:\n    drop = 1 - 0.05\nm = tf.keras.Sequential([tf.keras.layers.Dense(9), tf.keras.layers.AlphaDropout(C.drop), tf.keras.layers.Dense(1, 'sigmoid')])"
    + COMPILE,
    "steps of a sequence": "m = keras.Sequential([keras.Input((5, 2)), L.Bidirectional(L.LSTM(8, dropout=0.9)), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "a gradient by hand": (
        "a, b = L.Dense(16, 'relu'), L.Dense(1)\ndrop = L.Dropout(0.99)\nopt = keras.optimizers.Adam()\n"
        "with tf.GradientTape() as tape:\n    loss = tf.reduce_mean((b(drop(a(X), training=True)) - X[:, :1]) ** 2)\n"
        "w = a.trainable_variables + b.trainable_variables\nopt.apply_gradients(zip(tape.gradient(loss, w), w))"
    ),
    "what a graph keeps": GRAPH + "h = tf.nn.dropout(h, keep_prob=0.1)" + COST,
    "what a graph keeps, without a name": GRAPH + "h = tf1.nn.dropout(h, 0.05)" + COST,
    "a layer of a graph": GRAPH + "h = tf1.layers.dropout(h, 0.9, training=True)" + COST,
    "a share to keep, fed as one to drop": GRAPH
    + "h = tf1.nn.dropout(h, rate=share)"
    + COST
    + RUN
    + "    print(s.run(o, {x: X, share: 1.0}))",
    "what is left of a share that is fed": GRAPH
    + "h = tf1.nn.dropout(h, keep_prob=1 - share)"
    + COST
    + RUN.replace("0.7", "0.9"),
    "a feed that other code runs": GRAPH
    + "h = tf1.nn.dropout(h, rate=share)"
    + COST
    + "from trainer import run\nrun(step, train=dict(x=X), test={share: 1.0})",
    "a feed that is added to": GRAPH
    + "h = tf1.nn.dropout(h, rate=share)"
    + COST
    + "feed = {x: X, y: X[:, :1]}\nfeed[share] = 0.95\nwith tf1.Session() as s:\n    s.run(step, feed)",
}
FINE = {
    "half": "m = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(0.5), L.Dense(8, 'relu'), L.Dropout(0.5), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "one strong dropout": "m = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(0.8), L.Dense(8, 'relu'), L.Dropout(0.3), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "what is left of a share to keep": "keep = 0.9\nm = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(1 - keep), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "none": "m = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(0), L.Dense(1, 'sigmoid')])" + COMPILE,
    "an LSTM leaves a rate of 1 out": "m = keras.Sequential([keras.Input((5, 2)), L.LSTM(8, dropout=1.0), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "a rate that Keras refuses": "m = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(50), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "a rate from outside": "from settings import rate\nm = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(rate), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "rates that are tried": "for rate in (0.1, 0.5, 0.9):\n    m = keras.Sequential([L.Dense(8, 'relu'), L.Dropout(rate), L.Dense(1, 'sigmoid')])\n    m.compile('adam', 'binary_crossentropy')",
    "what a graph keeps, fed": GRAPH + "h = tf1.nn.dropout(h, share)" + COST + RUN + "    s.run(o, {x: X, share: 1.0})",
    "what a graph keeps, without a name": GRAPH + "h = tf1.nn.dropout(h, 0.9)" + COST,
    "slim keeps": GRAPH + "h = tf1.contrib.layers.dropout(h, 0.9)" + COST,
    "a share to drop, fed": GRAPH
    + "h = tf1.nn.dropout(h, rate=share)"
    + COST
    + RUN
    + "    s.run(o, {x: X, share: 0.0})",
    "a layer of a graph that is not told to train": GRAPH + "h = tf1.layers.dropout(h, 0.9)" + COST,
    "switched off by what is fed": GRAPH
    + "h = tf1.layers.dropout(h, rate=share, training=share < 1.0)"
    + COST
    + RUN.replace("0.7", "0.5")
    + "    s.run(o, {x: X, share: 1.0})",
    "switched by another placeholder": GRAPH
    + "on = tf1.placeholder(tf.bool)\nh = tf1.layers.dropout(h, share, training=on)"
    + COST
    + RUN.replace("0.7", "0.5").replace("share:", "on: True, share:")
    + "    s.run(o, {x: X, share: 0.99, on: False})",
    "the other share that is fed": GRAPH
    + "h = tf1.nn.dropout(h, rate=1 - share)"
    + COST
    + RUN
    + "    s.run(o, {x: X, share: 1.0})",
    "towers": "i = keras.Input((6,))\na, b = [L.Dropout(0.8)(L.Dense(9)(i)) for _ in range(2)]\nm = keras.Model(i, L.Dense(1, 'sigmoid')(L.Add()([a, b])))"
    + COMPILE,
}


def found(script: str) -> list[str]:
    findings = check_source("train.py", (HEAD + script + "\n").encode()).findings
    return [each.code for each in findings if each.code == "ZL315"]


@pytest.mark.parametrize("script", STARVING.values(), ids=STARVING.keys())
def test_dropout_that_leaves_next_to_nothing(script: str) -> None:
    assert set(found(script)) == {"ZL315"}


@pytest.mark.parametrize("script", FINE.values(), ids=FINE.keys())
def test_shares_that_are_right(script: str) -> None:
    assert found(script) == []


def test_a_rate_of_one_is_an_error_and_says_what_follows() -> None:
    script = GRAPH + "h = tf1.nn.dropout(h, rate=share)" + COST + RUN + "    s.run(o, {x: X, share: 1.0})"
    (finding,) = [each for each in check_source("train.py", (HEAD + script).encode()).findings if each.code == "ZL315"]
    assert finding.severity == "error"
    assert finding.data["what"] == "a dropout rate that is fed 1"


def test_dropouts_in_a_row_are_counted() -> None:
    script = "m = keras.Sequential([L.Dense(9), L.Dropout(0.8), L.Dropout(0.82), L.Dropout(0.7), L.Dropout(0.85), L.Dense(1)])"
    findings = check_source("train.py", (HEAD + script + COMPILE).encode()).findings
    assert [each.data["left"] for each in findings if each.code == "ZL315"] == [
        "20% of the numbers in each of 3 layers in a row",
        "18% of the numbers in each of 3 layers in a row",
        "15% of the numbers in each of 3 layers in a row",
    ]


def fixed(script: str) -> str:
    return fix(script, "ZL315").data.decode()


def test_a_share_to_keep_is_passed_as_what_is_left_of_it() -> None:
    script = HEAD + GRAPH + "h = tf1.nn.dropout(h, rate=share)" + COST + RUN + "    s.run(o, {x: X, share: 1.0})\n"
    assert "rate=1 - share)" in fixed(script)


def test_half_is_dropped_where_the_number_is_written() -> None:
    script = HEAD + "strength = 0.97\nm = keras.Sequential([L.Dense(8), L.Dropout(strength), L.Dense(1)])" + COMPILE
    assert "strength = 0.5\n" in fixed(script)

"""Operations over the rows of a batch, where the classes of each row are meant; and those that mean the rows."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers, ops
i = keras.Input((4,))
z = layers.Dense(3)(i)
"""
CCE = "\nm.compile('adam', 'categorical_crossentropy')"
TF1 = "a = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 3])\nz = tf1.layers.dense(a, 3)\n"
MINIMIZE = "\ntf1.train.AdamOptimizer().minimize({})"
OVER_ROWS = {
    "sequential": "m = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Softmax(axis=0)])" + CCE,
    "lambda layer": "m = keras.Model(i, layers.Lambda(lambda v: tf.nn.softmax(v, axis=0))(z))" + CCE,
    "keras.ops": "m = keras.Model(i, ops.softmax(z, axis=0))" + CCE,
    "activation": "m = keras.Model(i, keras.activations.softmax(z, axis=0))" + CCE,
    "a variable": "AXIS = 0\nm = keras.Model(i, tf.nn.softmax(z, AXIS))" + CCE,
    "subclass in a tape": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(3)\n"
        "    def call(self, v):\n        return tf.nn.softmax(self.d(v), axis=0)\nm = Net()\no = keras.optimizers.Adam()\n"
        "ce = keras.losses.CategoricalCrossentropy()\nfor u, v in tf.data.Dataset.from_tensor_slices((np.ones((64, 4)), np.ones((64, 3)))).batch(8):\n"
        "    with tf.GradientTape() as tape:\n        loss = ce(v, m(u))\n"
        "    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "graph": TF1
    + "p = tf1.nn.softmax(z, dim=0)\nloss = -tf1.reduce_mean(b * tf1.log(p + 1e-7))"
    + MINIMIZE.format("loss"),
    "log-softmax": TF1
    + "loss = -tf1.reduce_mean(tf1.reduce_sum(b * tf1.nn.log_softmax(z, axis=0), 1))"
    + MINIMIZE.format("loss"),
    "a helper": (
        TF1
        + "def softmax(v):\n    v = v - tf1.reduce_max(v, axis=0, keepdims=True)\n"
        + "    return tf1.exp(v) / tf1.reduce_sum(tf1.exp(v), axis=0, keepdims=True)\n"
        + "loss = -tf1.reduce_sum(b * tf1.log(softmax(z)))"
        + MINIMIZE.format("loss")
    ),
    "a cross-entropy of columns": (
        TF1
        + "p = tf1.nn.softmax(z)\nloss = tf1.reduce_mean(-tf1.reduce_sum(b * tf1.log(tf1.clip_by_value(p, 1e-7, 1.0)), axis=0))"
        + MINIMIZE.format("loss")
    ),
    "argmax of the first axis": TF1
    + "acc = tf1.reduce_mean(tf1.to_float(tf1.equal(tf1.argmax(z, 0), tf1.argmax(b, 0))))",
    "argmax by keyword": TF1 + "acc = tf1.equal(tf1.argmax(b, axis=0), tf1.argmax(tf1.nn.softmax(z), axis=0))",
}
RIGHT = {
    "last axis": "m = keras.Model(i, layers.Softmax(axis=-1)(z))" + CCE,
    "argmax of the classes": TF1 + "acc = tf1.equal(tf1.argmax(z, 1), tf1.argmax(b, 1))",
    "a table of states": "q = tf.Variable(tf.zeros([16, 4]))\nbest = tf.argmax(q, 0)",
    "a sum of all": TF1 + "loss = -tf1.reduce_sum(b * tf1.log(tf1.nn.softmax(z)))" + MINIMIZE.format("loss"),
    "sum over rows of squares": TF1
    + "loss = tf1.reduce_mean(tf1.reduce_sum(tf1.square(b - z), axis=0))"
    + MINIMIZE.format("loss"),
    "an unknown axis": "from nets import axis\nm = keras.Model(i, tf.nn.softmax(z, axis=axis))" + CCE,
    "one class": "m = keras.Model(i, tf.nn.softmax(layers.Dense(1)(i), axis=0))\nm.compile('adam', 'mse')",
    "a sequence": "s = keras.Input((7, 4))\nm = keras.Model(s, layers.Softmax(axis=1)(layers.Dense(3)(s)))" + CCE,
    "a vector": "s = tf.nn.softmax(tf.constant([1.0, 2.0]), axis=0)",
    "attention of a batch": (
        "w = tf.nn.softmax(layers.Dense(2)(i), axis=0)\nm = keras.Model(i, layers.Dense(3, activation='softmax')(tf.matmul(w, z, transpose_a=True)))"
        + CCE
    ),
    "labels of one kind only": TF1 + "first = tf1.argmax(b)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", OVER_ROWS.values(), ids=OVER_ROWS)
def test_the_rows_compete(script: str) -> None:
    assert codes(script).count("ZL225") == 1


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_the_axis_is_right_or_not_known(script: str) -> None:
    assert "ZL225" not in codes(script)

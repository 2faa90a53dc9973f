"""Kernels that start as one number, in the spellings of real scripts, and constants that do no harm."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L, initializers
"""


def stack(first: str, second: str = "", activation: str = "'relu'") -> str:
    """A compiled network of two dense layers with these initializers."""
    return (
        f"m = keras.Sequential([keras.Input((4,)), L.Dense(8, {activation}, kernel_initializer={first}), "
        f"L.Dense(1{', kernel_initializer=' + second if second else ''})])\nm.compile('adam', 'mse')"
    )


DEAD = {
    "string": stack("'zeros'"),
    "class": stack("initializers.Zeros"),
    "object": stack("initializers.Zeros()"),
    "initializer of tf": stack("tf.zeros_initializer()"),
    "function of tf": stack("tf.zeros"),
    "function of its own": "def start(shape, dtype=None):\n    return tf.zeros(shape)\n" + stack("start"),
    "lambda that multiplies": stack("lambda shape, dtype=None: 0.0 * tf.ones(shape)"),
    "uniform without width": stack("initializers.RandomUniform(0.0, 0.0)"),
    "constant by default": stack("'constant'"),
    "added in a loop": (
        "m = keras.Sequential()\nfor units in (8, 4):\n    m.add(L.Dense(units, activation='relu', kernel_initializer='zeros'))\n"
        "m.add(L.Dense(1))\nm.compile('adam', 'mse')"
    ),
    "from a dict": "c = {'activation': 'relu', 'kernel_initializer': 'zeros'}\nm = keras.Sequential([L.Dense(8, **c), L.Dense(1)])\nm.compile('adam', 'mse')",
    "behind batch norm": "m = keras.Sequential([L.Dense(8, kernel_initializer='zeros'), L.BatchNormalization(), L.ReLU(), L.Dense(1)])\nm.compile('adam', 'mse')",
    "convolution": "m = keras.Sequential([L.Conv2D(8, 3, activation='relu', kernel_initializer='zeros'), L.Flatten(), L.Dense(1)])\nm.compile('adam', 'mse')",
    "Keras 1": "m = keras.Sequential()\nm.add(L.Dense(8, init='zero', activation='relu', input_dim=4))\nm.add(L.Dense(1))\nm.compile('adam', 'mse')",
    "variables of a graph": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 2])\n"
        "w = {'a': tf.Variable(tf.zeros([4, 8])), 'b': tf.Variable(tf.random.normal([8, 2]))}\nb = tf.Variable(tf.zeros([8]))\n"
        "h = tf.nn.relu(tf.matmul(x, w['a']) + b)\nl = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=h @ w['b'])"
    ),
    "initializers of variables": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 2])\nz = tf1.zeros_initializer()\n"
        "w, v = tf1.get_variable('w', [4, 8], initializer=z), tf1.get_variable('v', [8, 2])\n"
        "h = tf.nn.relu(tf.nn.bias_add(tf.matmul(x, w), tf1.get_variable('b', [8], initializer=z)))\n"
        "l = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=tf.matmul(h, v))"
    ),
    "two zero layers under tanh": stack("'zeros'", "'zeros'", "'tanh'"),
}
EQUAL = {
    "ones": stack("'ones'", "'ones'"),
    "constants that differ": stack("initializers.Constant(0.1)", "initializers.Constant(0.7)", "'tanh'"),
    "zeros under sigmoid": stack("'zeros'", "'zeros'", "'sigmoid'"),
    "constant of tf": stack("tf.constant_initializer(0.01)", "tf.constant_initializer(0.01)"),
    "functions of TensorFlow 1": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 1])\nc = tf1.constant_initializer(0.01)\n"
        "h = tf1.layers.dense(x, 8, activation=tf.nn.relu, kernel_initializer=c)\n"
        "l = tf1.losses.mean_squared_error(y, tf1.layers.dense(h, 1, kernel_initializer=c))"
    ),
    "filters in a row": (
        "c = initializers.Constant(0.05)\nm = keras.Sequential([L.Conv2D(8, 3, activation='relu', kernel_initializer=c), L.MaxPooling2D(), "
        "L.Conv2D(8, 3, activation='relu', kernel_initializer=c), L.Flatten(), L.Dense(3)])\nm.compile('adam', 'mse')"
    ),
}
HARMLESS = {
    "random": stack("'he_normal'"),
    "ones in front of random weights": stack("'ones'"),
    "zeros under a leaky relu": stack("'zeros'", "", "'leaky_relu'"),
    "zeros under relu with a bias": (
        "m = keras.Sequential([L.Dense(8, 'relu', kernel_initializer='zeros', bias_initializer=initializers.Constant(0.1)), L.Dense(1)])\nm.compile('adam', 'mse')"
    ),
    "zeros under relu with random biases": (
        "m = keras.Sequential([L.Dense(8, 'relu', kernel_initializer='zeros', bias_initializer='normal'), L.Dense(1)])\nm.compile('adam', 'mse')"
    ),
    "logistic regression": "m = keras.Sequential([L.Dense(1, 'sigmoid', kernel_initializer='zeros')])\nm.compile('adam', 'mse')",
    "softmax regression of a graph": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 2])\nw = tf.Variable(tf.zeros([4, 2]))\n"
        "l = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=tf.matmul(x, w) + tf.Variable(tf.zeros([2])))"
    ),
    "last layer": stack("'he_normal'", "'zeros'"),
    "one unit": "m = keras.Sequential([L.Dense(1, 'tanh', kernel_initializer='ones'), L.Dense(1, kernel_initializer='ones')])\nm.compile('adam', 'mse')",
    "fixed kernel": "m = keras.Sequential([L.Conv2D(8, 3, activation='relu', kernel_initializer='zeros', trainable=False), L.Dense(1)])\nm.compile('adam', 'mse')",
    "weights given": "m = keras.Sequential([L.Dense(8, 'relu', kernel_initializer='zeros', weights=[np.load('w.npy')]), L.Dense(1)])\nm.compile('adam', 'mse')",
    "loaded later": stack("'zeros'") + "\nm.load_weights('w.h5')",
    "adapter beside a layer": (
        "i = keras.Input((4,))\na = L.Dense(2, 'relu')(i)\nb = L.Dense(8, kernel_initializer='zeros')(a)\nh = L.ReLU()(L.Dense(8)(i) + b)\n"
        "m = keras.Model(i, L.Dense(1)(h))\nm.compile('adam', 'mse')"
    ),
    "scale of one": "m = keras.Sequential([L.Dense(8), L.BatchNormalization(gamma_initializer='zeros'), L.ReLU(), L.Dense(1)])\nm.compile('adam', 'mse')",
    "initializer of another module": "from start import mine\n" + stack("mine"),
    "bias that differs in a graph": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 2])\nw = tf.Variable(tf.ones([4, 8]))\nv = tf.Variable(tf.ones([8, 2]))\n"
        "h = tf.nn.tanh(tf.matmul(x, w) + tf.Variable(tf.random.normal([8])))\nl = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=tf.matmul(h, v))"
    ),
}


def found(script: str) -> list[tuple[str, str]]:
    report = check_source("train.py", (HEAD + script + "\n").encode())
    return [(each.code, each.severity) for each in report.findings]


@pytest.mark.parametrize("script", DEAD.values(), ids=DEAD.keys())
def test_units_that_never_learn(script: str) -> None:
    assert found(script) == [("ZL308", "error")]


@pytest.mark.parametrize("script", EQUAL.values(), ids=EQUAL.keys())
def test_units_that_stay_equal(script: str) -> None:
    assert found(script) == [("ZL308", "warning")]


@pytest.mark.parametrize("script", HARMLESS.values(), ids=HARMLESS.keys())
def test_constants_that_do_no_harm(script: str) -> None:
    assert found(script) == []

"""Layers that collapse into one, in the spellings of real scripts, and linear layers with a purpose."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L
X = np.random.rand(64, 4)
"""
COMPILE = "\nm.compile('adam', 'mse')\n"
GRAPH = "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 2])\n"
LOSS = "\nl = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=o))"

COLLAPSING = {
    "functional": "i = keras.Input((4,))\nh = L.Dense(8)(i)\nh = L.Dense(8, activation=None)(h)\nm = keras.Model(i, L.Dense(1)(h))"
    + COMPILE,
    "subclass": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.a, self.b = L.Dense(8), L.Dense(1)\n"
        "    def call(self, x):\n        return self.b(self.a(x))\nm = N()" + COMPILE
    ),
    "blocks of a helper": "def block(h, n):\n    return L.Dropout(0.1)(L.Dense(n)(h))\ni = keras.Input((4,))\nm = keras.Model(i, L.Dense(1)(block(block(i, 16), 8)))"
    + COMPILE,
    "config dict": "c = {'units': 8, 'activation': 'linear'}\nm = keras.Sequential([L.Dense(**c), L.Dense(1, 'sigmoid')])"
    + COMPILE,
    "variables of a graph": GRAPH
    + "w = {'h': tf.Variable(tf.random.normal([4, 8])), 'o': tf.Variable(tf.random.normal([8, 2]))}\n"
    "o = tf.add(tf.matmul(x, w['h']), tf.Variable(tf.zeros([8]))) @ w['o']" + LOSS,
    "functions of TensorFlow 1": GRAPH + "o = tf1.layers.dense(tf1.layers.dense(x, 8), 2)" + LOSS,
    "a gradient by hand": (
        "a, b = L.Dense(8), L.Dense(1)\ni = keras.Input((4,))\nm = keras.Model(i, b(a(i)))\nopt = keras.optimizers.Adam()\n"
        "with tf.GradientTape() as tape:\n    loss = tf.reduce_mean((m(X) - X[:, :1]) ** 4)\n"
        "opt.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "two in a row behind a relu": "m = keras.Sequential([L.Dense(8, 'relu'), L.Dense(8), L.Dense(8), L.Dense(1)])"
    + COMPILE,
    "only pooling is nonlinear": "m = keras.Sequential([L.Conv2D(8, 3, input_shape=(9, 9, 1)), L.MaxPooling2D(), L.Conv2D(8, 3), L.Conv2D(8, 3), L.GlobalAveragePooling2D(), L.Dense(1)])"
    + COMPILE,
    "time distributed": "m = keras.Sequential([keras.Input((7, 4)), L.TimeDistributed(L.Dense(8)), L.TimeDistributed(L.Dense(1))])"
    + COMPILE,
    "activation that is the identity": "m = keras.Sequential([L.Dense(8, activation=keras.activations.linear), L.Activation('linear'), L.Dense(1)])"
    + COMPILE,
}
PURPOSEFUL = {
    "a filter that is applied again": (
        "i = keras.Input((16, 16, 1))\nsmooth = L.Conv2D(1, 3, padding='same', use_bias=False, trainable=False)\nh = i\n"
        "for _ in range(3):\n    h = smooth(h)\nm = keras.Model(i, L.Dense(1)(L.Flatten()(L.Activation('relu')(h))))"
        + COMPILE
    ),
    "a layer that three steps share": (
        "i = keras.Input((8,))\nstep = L.Dense(8)\nm = keras.Model(i, L.Dense(1)(L.ReLU()(step(step(step(i))))))"
        + COMPILE
    ),
    "a layer of a subclass, run again": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.step, self.out = L.Dense(4), L.Dense(1)\n"
        "    def call(self, x):\n        for _ in range(4):\n            x = self.step(x)\n        return self.out(tf.nn.relu(x))\nm = N()"
        + COMPILE
    ),
    "one layer twice in a Sequential": (
        "step = L.Dense(4)\nm = keras.Sequential([keras.Input((4,)), step, step, step, L.ReLU(), L.Dense(1)])" + COMPILE
    ),
    "activation by function": "i = keras.Input((4,))\nm = keras.Model(i, L.Dense(1)(tf.nn.relu(L.Dense(8)(i))))"
    + COMPILE,
    "activation of its own": "def act(x):\n    return x * tf.sigmoid(x)\nm = keras.Sequential([L.Dense(8, activation=act), L.Dense(1)])"
    + COMPILE,
    "activation of another module": "from acts import act\nm = keras.Sequential([L.Dense(8, activation=act), L.Dense(1)])"
    + COMPILE,
    "unknown layer between": "from layers import Block\nm = keras.Sequential([L.Dense(8), Block(), L.Dense(1)])"
    + COMPILE,
    "matrix factorisation": (
        "u, i = keras.Input((1,)), keras.Input((1,))\na, b = L.Flatten()(L.Embedding(9, 3)(u)), L.Flatten()(L.Embedding(9, 3)(i))\n"
        "m = keras.Model([u, i], L.Dot(1)([L.Dense(3)(a), L.Dense(3)(b)]))" + COMPILE
    ),
    "gated": "i = keras.Input((4,))\nh = L.Dense(8)(i) * L.Dense(8, activation='sigmoid')(i)\nm = keras.Model(i, L.Dense(1)(h))"
    + COMPILE,
    "recurrent": "m = keras.Sequential([L.Dense(8), L.LSTM(8), L.Dense(1)])" + COMPILE,
    "embedding head": "m = keras.Sequential([L.Embedding(99, 8), L.GlobalAveragePooling1D(), L.Dense(1)])" + COMPILE,
    "bottleneck of a block": "m = keras.Sequential([L.Dense(64, 'relu'), L.Dense(8), L.Dense(64), L.ReLU(), L.Dense(1)])"
    + COMPILE,
    "code of an autoencoder": "m = keras.Sequential([keras.Input((64,)), L.Dense(64, 'relu'), L.Dense(8), L.Dense(8), L.Dense(64), L.ReLU(), L.Dense(64)])"
    + COMPILE,
    "pointwise convolutions": "m = keras.Sequential([L.Conv2D(8, 3, activation='relu', input_shape=(9, 9, 8)), L.Conv2D(8, 1), L.Conv2D(8, (1, 3)), L.Conv2D(8, 3), L.ReLU(), L.Flatten(), L.Dense(1)])"
    + COMPILE,
    "layer normalisation": "m = keras.Sequential([L.Dense(8), L.LayerNormalization(), L.Dense(8), L.LayerNormalization(), L.Dense(1)])"
    + COMPILE,
    "widths that are not known": "import sys\nn = int(sys.argv[1])\nm = keras.Sequential([L.Dense(n), L.Dense(n)])"
    + COMPILE,
    "layers that are not known": "from nets import hidden\nm = keras.Sequential([*hidden(), L.Dense(8), L.Dense(1)])"
    + COMPILE,
    "head on a published network": "b = keras.applications.VGG16(include_top=False)\nm = keras.Model(b.input, L.Dense(2)(L.Dense(8)(L.Flatten()(b.output))))"
    + COMPILE,
    "product of two inputs": GRAPH
    + "o = tf.matmul(tf.matmul(x, x, transpose_b=True), tf.Variable(tf.random.normal([4, 2])))"
    + LOSS,
}


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", COLLAPSING.values(), ids=COLLAPSING.keys())
def test_layers_that_collapse(script: str) -> None:
    assert found(script) == ["ZL602"]


@pytest.mark.parametrize("script", PURPOSEFUL.values(), ids=PURPOSEFUL.keys())
def test_linear_layers_with_a_purpose(script: str) -> None:
    assert found(script) == []


@pytest.mark.parametrize(
    ("layers", "named"),
    [
        pytest.param("L.Dense(8), L.Dense(8), L.Dense(1)", "these 3 Dense layers", id="of-one-kind"),
        pytest.param(
            "L.Conv2D(8, 3), L.Conv2D(8, 3), L.Flatten(), L.Dense(1)", "these layers (2 Conv2D, Dense)", id="mixed"
        ),
    ],
)
def test_the_layers_are_counted(layers: str, named: str) -> None:
    script = f"m = keras.Sequential([keras.Input((9, 9, 8)), {layers}])" + COMPILE
    (finding,) = check_source("train.py", (HEAD + script).encode()).findings
    assert finding.data["layers"] == named


MAXIMUM = {
    "a layer": "m = keras.Sequential([L.Conv2D(9, 3, input_shape=(9, 9, 1)), L.MaxPooling2D(), L.Flatten(), L.Dense(8), L.Dense(1)])"
    + COMPILE,
    "functional": "i = keras.Input((9, 9, 1))\nh = L.GlobalMaxPooling2D()(L.Conv2D(9, 3)(i))\nm = keras.Model(i, L.Dense(1)(L.Dense(8)(h)))"
    + COMPILE,
    "an operation": "i = keras.Input((9, 9, 1))\nh = L.Flatten()(tf.nn.max_pool2d(L.Conv2D(9, 3)(i), 2, 2, 'VALID'))\nm = keras.Model(i, L.Dense(1)(L.Dense(8)(h)))"
    + COMPILE,
    "in a loop": "m = keras.Sequential([keras.Input((28, 28, 1))])\nfor n in (4, 8):\n    m.add(L.Conv2D(n, 3))\n    m.add(L.MaxPool2D())\nm.add(L.Flatten())\nm.add(L.Dense(16))\nm.add(L.Dense(1))"
    + COMPILE,
}


@pytest.mark.parametrize("script", MAXIMUM.values(), ids=MAXIMUM)
def test_a_network_that_takes_the_largest_is_not_called_linear(script: str) -> None:
    (finding,) = check_source("train.py", (HEAD + script).encode()).findings
    assert finding.data["extent"] == ""

"""A softmax that layers with weights read, and outputs squashed twice, in the spellings of real scripts."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L
X = np.random.rand(64, 4)
labels = np.random.randint(0, 3, 64)
"""
COMPILE = "\nm.compile('adam', 'sparse_categorical_crossentropy')\n"
BINARY = "\nm.compile('adam', 'binary_crossentropy')\n"

WEAKENING = {
    "functional": "i = keras.Input((4,))\nh = L.Dense(16)(i)\nh = L.Softmax()(h)\nm = keras.Model(i, L.Dense(3, 'softmax')(h))"
    + COMPILE,
    "subclass": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.a, self.b = L.Dense(8, activation='softmax'), L.Dense(3, activation='softmax')\n"
        "    def call(self, x):\n        return self.b(self.a(x))\nm = N()" + COMPILE
    ),
    "loop over widths": "m = keras.Sequential([keras.Input((4,))])\nfor n in (16, 8):\n    m.add(L.Dense(n, activation='softmax' if n == 16 else 'relu'))\nm.add(L.Dense(3, activation='softmax'))"
    + COMPILE,
    "config dict": "c = dict(units=16, activation='softmax')\nm = keras.Sequential([L.Dense(**c), L.BatchNormalization(), L.Dense(3, 'softmax')])"
    + COMPILE,
    "partial": "layer = functools.partial(L.Dense, activation=tf.nn.softmax)\nm = keras.Sequential([layer(16), L.Dense(1, 'sigmoid')])"
    + BINARY,
    "class attribute": "class C:\n    hidden = 'softmax'\nm = tf.keras.Sequential([tf.keras.layers.Dense(9, C.hidden), tf.keras.layers.Dense(3, 'softmax')])"
    + COMPILE,
    "a graph of TensorFlow 1": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 3])\n"
        "h = tf1.layers.dense(x, 16, activation=tf.nn.softmax)\no = tf1.layers.dense(h, 3)\n"
        "l = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=o))"
    ),
    "variables of a graph": (
        "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 3])\n"
        "w, v = tf.Variable(tf.random.normal([4, 16])), tf.Variable(tf.random.normal([16, 3]))\n"
        "h = tf.nn.softmax(tf.matmul(x, w))\n"
        "l = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=tf.matmul(h, v)))"
    ),
    "a gradient by hand": (
        "a, b = L.Dense(16, activation='softmax'), L.Dense(1)\ni = keras.Input((4,))\nm = keras.Model(i, b(a(i)))\nopt = keras.optimizers.Adam()\n"
        "with tf.GradientTape() as tape:\n    loss = tf.reduce_mean((m(X) - X[:, :1]) ** 4)\n"
        "opt.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "convolutions": "m = keras.Sequential([L.Conv1D(8, 3, activation='softmax', input_shape=(9, 2)), L.GlobalMaxPooling1D(), L.Dense(3, 'softmax')])"
    + COMPILE,
    "an activation behind one": "m = keras.Sequential([L.Dense(16), L.Activation('softmax'), L.Activation('relu'), L.Dense(3, 'softmax')])"
    + COMPILE,
    "softmax of a softmax": "m = keras.Sequential([L.Dense(16, 'relu'), L.Dense(3, activation='softmax'), L.Softmax()])"
    + COMPILE,
    "sigmoid of a softmax, functional": "i = keras.Input((4,))\no = tf.keras.activations.softmax(L.Dense(3)(i))\nm = keras.Model(i, tf.nn.sigmoid(o))"
    + BINARY,
    "sigmoid of a sigmoid, with a helper": "def ends(h):\n    return L.Activation('sigmoid')(h)\ni = keras.Input((4,))\nm = keras.Model(i, ends(L.Dense(1, 'sigmoid')(i)))"
    + BINARY,
    "softmax of a tanh": "i = keras.Input((4,))\nh = L.Dropout(0.1)(L.Dense(3, activation=keras.activations.tanh)(i))\nm = keras.Model(i, L.Activation(keras.activations.softmax)(h))"
    + COMPILE,
    "two softmaxes in call": (
        "class N(tf.keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = tf.keras.layers.Dense(3, activation='softmax')\n"
        "    def call(self, x):\n        return tf.nn.softmax(self.d(x))\nm = N()" + COMPILE
    ),
}
MEANT = {
    "attention": "i = keras.Input((5, 4))\na = L.Dense(5, 'softmax')(L.Permute((2, 1))(i))\nc = L.Multiply()([i, L.Permute((2, 1))(a)])\nm = keras.Model(i, L.Dense(3, 'softmax')(L.Flatten()(c)))"
    + COMPILE,
    "attention by a product": "i = keras.Input((5, 4))\nq, k = L.Dense(4)(i), L.Dense(4)(i)\nw = tf.nn.softmax(tf.matmul(q, k, transpose_b=True))\nm = keras.Model(i, L.Dense(3, 'softmax')(L.Flatten()(tf.matmul(w, i))))"
    + COMPILE,
    "a mixture of rows": "m = keras.Sequential([L.Dense(16, 'relu'), L.Dense(8, 'softmax'), L.Dense(2, use_bias=False)])\nm.compile('adam', 'mse')",
    "a frozen layer of bins": "m = keras.Sequential([L.Dense(16, 'relu'), L.Dense(8, 'softmax'), L.Dense(1, trainable=False)])\nm.compile('adam', 'mse')",
    "two outputs": "i = keras.Input((4,))\nc = L.Dense(3, 'softmax')(i)\nm = keras.Model(i, [c, L.Dense(1)(c)])\nm.compile('adam', ['sparse_categorical_crossentropy', 'mse'])",
    "a stack that ends in classes": "base = keras.Sequential([L.Dense(16, 'relu'), L.Dense(3, 'softmax')])\nbase.compile('adam', 'sparse_categorical_crossentropy')\nbase.fit(X, labels)\nm = keras.Sequential([base, L.Dense(1)])\nm.compile('adam', 'mse')",
    "the topics of an autoencoder": "m = keras.Sequential([keras.Input((4,)), L.Dense(16, 'relu'), L.Dense(3, 'softmax'), L.Dense(4)])\nm.compile('adam', 'mse')\nm.fit(X, X)",
    "generated words": "generator = keras.Sequential([keras.Input((4,)), L.Dense(16, 'relu'), L.Dense(9, activation='softmax')])\ndiscriminator = keras.Sequential([L.Dense(16, 'relu'), L.Dense(1, 'sigmoid')])\ngan = keras.Sequential([generator, discriminator])\ngan.compile('adam', 'binary_crossentropy')",
    "a published classifier": "m = keras.Sequential([keras.Input((4,)), L.Dense(64, 'relu'), L.Dense(1000, 'softmax')])\nm.load_weights('published.weights.h5')\nm.add(L.Dense(3, 'softmax'))"
    + COMPILE,
    "weights of attention that are shown": (
        "class A(L.Layer):\n    def build(self, shape):\n        self.w = self.add_weight(shape=(shape[-1], 1))\n"
        "    def call(self, x):\n        a = tf.nn.softmax(tf.tanh(x @ self.w), axis=1)\n        return tf.reduce_sum(a * x, axis=1), a\n"
        "i = keras.Input((5, 4))\nc, a = A()(i)\nm = keras.Model(i, [L.Dense(3, 'softmax')(c), a])\nm.compile('adam', ['sparse_categorical_crossentropy', None])"
    ),
    "joined with other features": "i = keras.Input((4,))\nc = L.Concatenate()([i, L.Dense(8, 'softmax')(i)])\nm = keras.Model(i, L.Dense(3, 'softmax')(c))"
    + COMPILE,
    "relu before the softmax": "m = keras.Sequential([L.Dense(3, 'relu'), L.Activation('softmax')])" + COMPILE,
    "a temperature": "i = keras.Input((4,))\nm = keras.Model(i, L.Softmax()(10 * L.Dense(3, 'tanh')(i)))" + COMPILE,
    "one activation, named twice": "m = keras.Sequential([L.Dense(3, activation='linear'), L.Activation('softmax')])"
    + COMPILE,
    "an unknown activation": "from acts import act\nm = keras.Sequential([L.Dense(8, act), L.Dense(3, 'softmax')])"
    + COMPILE,
    "only for predicting": "x, y = tf1.placeholder('float32', [None, 4]), tf1.placeholder('float32', [None, 3])\no = tf1.layers.dense(x, 3)\np = tf.nn.softmax(o)\nl = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=o))",
}


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", WEAKENING.values(), ids=WEAKENING.keys())
def test_activations_that_leave_little_to_learn_from(script: str) -> None:
    assert found(script) == ["ZL603"]


@pytest.mark.parametrize("script", MEANT.values(), ids=MEANT.keys())
def test_a_softmax_that_is_meant(script: str) -> None:
    assert found(script) == []


def test_the_bound_is_that_of_the_classes() -> None:
    script = "m = keras.Sequential([L.Dense(10, 'sigmoid'), L.Softmax()])" + COMPILE
    (finding,) = check_source("train.py", (HEAD + script).encode()).findings
    assert finding.data["effect"] == "none of the 10 classes can get more than 0.23"

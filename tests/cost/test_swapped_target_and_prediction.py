"""Losses and scores with their two arguments in each other's place, and those that do not depend on the order."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from keras import layers
from sklearn import metrics
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.model_selection import train_test_split
x = np.random.rand(64, 4).astype("float32")
y = (x[:, :1] > 0.5).astype("float32")
m = keras.Sequential([keras.Input((4,)), layers.Dense(1, "sigmoid")])
o = keras.optimizers.Adam()
a, b, c, d = train_test_split(x, (x[:, 0] > 0.5).astype(int))
"""
FIT = "\nm.fit(x, y)"
TAPE = "with tf.GradientTape() as tape:\n    p = m(x)\n    loss = {}\no.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
FOREST = "f = RandomForestClassifier().fit(a, c)\np = f.predict(b)\n"
SWAPPED = {
    "lambda": "m.compile('adam', lambda t, p: keras.losses.binary_crossentropy(p, t))" + FIT,
    "parameters in the wrong order": (
        "def cost(y_pred, y_true):\n    return keras.losses.binary_crossentropy(y_true, y_pred)\nm.compile('adam', cost)"
        + FIT
    ),
    "by keyword": "m.compile('adam', lambda t, p: keras.losses.poisson(y_pred=t, y_true=p))" + FIT,
    "class": (
        "class C(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.keras.losses.binary_focal_crossentropy(p, t)\n"
        "m.compile('adam', C())" + FIT
    ),
    "factory": (
        "def smooth(s):\n    inner = keras.losses.CategoricalCrossentropy(label_smoothing=s)\n    return lambda t, p: inner(p, t)\n"
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, 'softmax')])\nm.compile('adam', smooth(0.1))" + FIT
    ),
    "one term of two": (
        "m.compile('adam', lambda t, p: tf.reduce_mean(tf.square(t - p)) + 0.3 * keras.losses.mean_absolute_percentage_error(p, t))"
        + FIT
    ),
    "logits of TensorFlow": TAPE.format("tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(p, y))"),
    "logits by keyword": TAPE.format("tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=y, labels=p))"),
    "loss object": "bce = tf.keras.losses.BinaryCrossentropy(from_logits=True)\n" + TAPE.format("bce(p, y)"),
    "ones for a discriminator": "bce = keras.losses.BinaryCrossentropy()\n" + TAPE.format("bce(p, tf.ones_like(p))"),
    "batches of a dataset in a function": (
        "ce = keras.losses.BinaryCrossentropy()\n@tf.function\ndef step(i, t):\n    with tf.GradientTape() as tape:\n"
        "        loss = ce(m(i), t)\n    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))\n"
        "for i, t in tf.data.Dataset.from_tensor_slices((x, y)).batch(8):\n    step(i, t)"
    ),
    "TensorFlow 1, whose gradients are only looked at": (
        "import tensorflow.compat.v1 as tf1\ni = tf1.placeholder(tf.float32, [None, 4])\nt = tf1.placeholder(tf.float32, [None, 3])\n"
        "q = tf1.nn.sigmoid(tf1.layers.dense(i, 3))\ntf1.losses.sigmoid_cross_entropy(q, t)\n"
        "g = tf1.train.AdamOptimizer().compute_gradients(tf1.losses.get_total_loss())"
    ),
    "confusion matrix": FOREST + "print(metrics.confusion_matrix(p, d))",
    "recall by keyword": FOREST + "print(metrics.recall_score(y_true=p, y_pred=d))",
    "r2 of a helper": (
        "def r2(model, rows, values):\n    return metrics.r2_score(model.predict(rows), values)\n"
        "print(r2(RandomForestRegressor().fit(a, a[:, 0]), b, b[:, 0]))"
    ),
    "classes of a network": (
        "m.compile('adam', 'binary_crossentropy')\nm.fit(a, c)\np = np.argmax(m.predict(b), axis=1)\nprint(metrics.precision_score(p, d))"
    ),
    "rounded answers": "m.compile('adam', 'bce')\nm.fit(a, c)\nprint(metrics.classification_report(m.predict(b).round(), d))",
}
RIGHT = {
    "symmetric": "m.compile('adam', lambda t, p: keras.losses.mean_absolute_error(p, t))" + FIT,
    "both are answers": TAPE.format("keras.losses.BinaryCrossentropy()(m(x + 0.1), p)"),
    "a stopped answer as the truth": TAPE.format("keras.losses.BinaryCrossentropy()(tf.stop_gradient(m(x + 0.1)), p)"),
    "the right order": TAPE.format("tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, p))"),
    "the order of TensorFlow 0": (
        "import tensorflow.compat.v1 as tf1\ni = tf1.placeholder(tf.float32, [None, 4])\nt = tf1.one_hot(tf1.placeholder(tf.int32, [None]), 3)\n"
        "z = tf1.layers.dense(i, 3)\ntf1.train.AdamOptimizer().minimize(tf1.reduce_mean(tf1.nn.softmax_cross_entropy_with_logits(z, t * 1.0)))"
    ),
    "the order of Keras 1": "import keras.backend as K\nm.compile('adam', lambda t, p: K.mean(K.binary_crossentropy(p, t)))"
    + FIT,
    "accuracy": FOREST + "print(metrics.accuracy_score(p, d), metrics.f1_score(p, d))",
    "a report in order": FOREST + "print(metrics.classification_report(d, p))",
    "clusters": "from sklearn.cluster import KMeans\nk = KMeans(2).fit(a)\nprint(metrics.confusion_matrix(k.predict(b), d))",
    "labels that are not known": FOREST + "from rows import truth\nprint(metrics.confusion_matrix(p, truth(d)))",
    "rules against a model": FOREST
    + "from rules import label\nprint(metrics.confusion_matrix(p, [label(row) for row in b]))",
    "kullback-leibler": "m.compile('adam', lambda t, p: keras.losses.kl_divergence(p, t))" + FIT,
    "a function with the parameters by name": "def cost(p, t):\n    return keras.losses.binary_crossentropy(p, t)\nm.compile('adam', cost)"
    + FIT,
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SWAPPED.values(), ids=SWAPPED)
def test_the_arguments_are_swapped(script: str) -> None:
    assert codes(script).count("ZL210") == 1


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_the_order_is_right_or_does_not_matter(script: str) -> None:
    assert "ZL210" not in codes(script)

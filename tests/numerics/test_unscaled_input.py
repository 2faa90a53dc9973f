"""Inputs that are too large for the steps of an optimizer, and those that are not, in the spellings of real scripts."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import Checker, check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers as L
(pictures, kinds), (others, other_kinds) = keras.datasets.cifar10.load_data()
sizes = np.array([[55.0], [80.0], [120.0], [95.0]])
prices = np.array([[1.1], [1.5], [2.3], [1.9]])
"""
DENSE = "[L.Flatten(), L.Dense(32, activation='relu'), L.Dense(10, activation='softmax')]"
FIT = "\nm.compile('sgd', 'sparse_categorical_crossentropy')\nm.fit({}, kinds)"
LINE = "m = keras.Sequential([keras.Input((1,)), L.Dense(1)])\n"
GRAPH = (
    "x, y = tf1.placeholder('float32', [None, 1]), tf1.placeholder('float32', [None, 1])\n"
    "w, b = tf1.get_variable('w', [1, 1]), tf1.get_variable('b', [1])\n"
)
RUN = "\nwith tf1.Session() as s:\n    s.run(tf1.global_variables_initializer())\n    for _ in range(9):\n        s.run(step, {x: sizes, y: prices})"

OVERSHOOTING = {
    "an alias, reshaped and cast": f"rows = pictures.reshape(-1, 3072).astype('float32')\nm = keras.Sequential({DENSE})"
    + FIT.format("rows"),
    "functional, with convolutions": "i = keras.Input((32, 32, 3))\nh = L.MaxPooling2D()(L.Conv2D(8, 3, activation='relu')(i))\nm = keras.Model(i, L.Dense(10, 'softmax')(L.Flatten()(h)))"
    + FIT.format("pictures"),
    "subclass": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.f, self.h, self.o = L.Flatten(), L.Dense(16, 'relu'), L.Dense(10, 'softmax')\n"
        "    def call(self, x):\n        return self.o(self.h(self.f(x)))\nm = N()" + FIT.format("pictures")
    ),
    "added in a helper": "def build(width):\n    m = tf.keras.Sequential()\n    m.add(tf.keras.layers.Flatten())\n    for n in (width, 10):\n        m.add(tf.keras.layers.Dense(n))\n        m.add(tf.keras.layers.Activation('relu' if n > 10 else 'softmax'))\n    return m\nm = build(64)"
    + FIT.format("pictures"),
    "pipeline": f"ds = tf.data.Dataset.from_tensor_slices((pictures, kinds)).shuffle(999).batch(32)\nm = keras.Sequential({DENSE})\nm.compile(keras.optimizers.SGD(learning_rate=0.02, momentum=0.9), 'sparse_categorical_crossentropy')\nm.fit(ds, epochs=2)",
    "part of the rows": f"m = keras.Sequential({DENSE})"
    + FIT.format("pictures[:2000]").replace("kinds", "kinds[:2000]"),
    "divided, and the other array is used": f"small = pictures[:, :, :, 0] / 255\nm = keras.Sequential({DENSE})"
    + FIT.format("pictures[:, :, :, 0][..., np.newaxis]"),
    "a line": LINE + "m.compile(keras.optimizers.SGD(0.01), 'mse')\nm.fit(sizes, prices)",
    "a line, in one axis": LINE
    + "m.compile('sgd', keras.losses.MeanSquaredError())\nm.fit(np.array([40, 50, 60, 90]), np.array([1.0, 2, 3, 4]))",
    "a line in a graph": GRAPH
    + "step = tf1.train.GradientDescentOptimizer(0.01).minimize(tf.reduce_mean(tf.square(x @ w + b - y)))"
    + RUN,
    "a line with a power and a rate in a variable": GRAPH
    + "rate = 1e-2\nloss = tf1.reduce_mean((tf1.matmul(x, w) - y) ** 2)\nstep = tf1.train.GradientDescentOptimizer(learning_rate=rate).minimize(loss)"
    + RUN,
}
NEAR_ONE = {
    "divided": f"m = keras.Sequential({DENSE})" + FIT.format("pictures / 255"),
    "divided in place": f"pictures = pictures.astype('float32')\npictures /= 255.0\nm = keras.Sequential({DENSE})"
    + FIT.format("pictures"),
    "divided in the pipeline": f"ds = tf.data.Dataset.from_tensor_slices((pictures, kinds)).map(lambda a, b: (tf.cast(a, tf.float32) / 255.0, b)).batch(32)\nm = keras.Sequential({DENSE})\nm.compile('sgd', 'sparse_categorical_crossentropy')\nm.fit(ds)",
    "divided by a layer of its own": f"m = keras.Sequential([L.Lambda(lambda x: x / 255.0), *{DENSE}])"
    + FIT.format("pictures"),
    "normalised by what it learnt": f"n = L.Normalization()\nn.adapt(pictures)\nm = keras.Sequential([n, *{DENSE}])"
    + FIT.format("pictures"),
    "normalised between": f"m = keras.Sequential([L.Flatten(), L.Dense(9), L.LayerNormalization(), *{DENSE}[1:]])"
    + FIT.format("pictures"),
    "scaled by a function that is not seen": f"from mine import prepare\nm = keras.Sequential({DENSE})"
    + FIT.format("prepare(pictures)"),
    "a pretrained body": "body = keras.applications.EfficientNetB0(include_top=False)\nm = keras.Sequential([body, L.Flatten(), L.Dense(9, 'relu'), L.Dense(10, 'softmax')])"
    + FIT.format("pictures"),
    "one layer": "m = keras.Sequential([L.Flatten(), L.Dense(10, activation='softmax')])" + FIT.format("pictures"),
    "tanh": f"m = keras.Sequential({DENSE.replace('relu', 'tanh')})" + FIT.format("pictures"),
    "a small rate": f"m = keras.Sequential({DENSE})\nm.compile(keras.optimizers.SGD(1e-4), 'sparse_categorical_crossentropy')\nm.fit(pictures, kinds)",
    "a schedule": f"m = keras.Sequential({DENSE})\nm.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 9, 0.5)), 'sparse_categorical_crossentropy')\nm.fit(pictures, kinds)",
    "a clip": f"m = keras.Sequential({DENSE})\nm.compile(keras.optimizers.SGD(0.1, clipnorm=1e-3), 'sparse_categorical_crossentropy')\nm.fit(pictures, kinds)",
    "a line with a small rate": LINE + "m.compile(keras.optimizers.SGD(1e-5), 'mse')\nm.fit(sizes, prices)",
    "a line under Adam": LINE + "m.compile(keras.optimizers.Adam(0.1), 'mse')\nm.fit(sizes, prices)",
    "a line by absolute errors": LINE + "m.compile(keras.optimizers.SGD(0.01), 'mae')\nm.fit(sizes, prices)",
    "standardised": LINE
    + "m.compile(keras.optimizers.SGD(0.01), 'mse')\nm.fit((sizes - sizes.mean()) / sizes.std(), prices)",
    "a line in a graph, in hundreds": GRAPH
    + "step = tf1.train.GradientDescentOptimizer(0.01).minimize(tf.reduce_mean(tf.square(x / 100 @ w - y)))"
    + RUN,
    "a number that is not known": LINE
    + "from mine import area\nm.compile('sgd', 'mse')\nm.fit(np.array([[55.0], [area]]), prices[:2])",
    "bytes that are small numbers": f"m = keras.Sequential({DENSE})" + FIT.format("(pictures > 9).astype('uint8')"),
}


def found(script: str, *severities: str) -> list[str]:
    findings = check_source("train.py", (HEAD + script + "\n").encode()).findings
    return [each.severity for each in findings if each.code == "ZL408" and each.severity in severities]


@pytest.mark.parametrize("script", OVERSHOOTING.values(), ids=OVERSHOOTING.keys())
def test_inputs_for_which_the_steps_are_too_long(script: str) -> None:
    assert len(found(script, "error", "warning")) == 1


@pytest.mark.parametrize("script", NEAR_ONE.values(), ids=NEAR_ONE.keys())
def test_inputs_that_suit_the_steps(script: str) -> None:
    assert found(script, "error", "warning", "info") == []


@pytest.mark.parametrize("optimizer", ["'adam'", "keras.optimizers.RMSprop()", "tf.keras.optimizers.Adam(0.01)"])
def test_pixels_are_worth_a_hint_where_steps_do_not_grow_with_them(optimizer: str) -> None:
    script = f"m = keras.Sequential({DENSE})" + FIT.format("pictures").replace("'sgd'", optimizer)
    report = Checker(Settings(select=("ZL408",))).check_source("train.py", (HEAD + script).encode())
    assert [each.severity for each in report.findings] == ["info"]
    assert found(script, "error", "warning", "info") == []


def test_a_line_that_explodes_is_told_at_its_rate() -> None:
    script = LINE + "m.compile(keras.optimizers.SGD(0.01), 'mse')\nm.fit(sizes, prices)"
    (finding,) = [each for each in check_source("train.py", (HEAD + script).encode()).findings if each.code == "ZL408"]
    assert (finding.severity, finding.data["what"]) == ("error", "as large as 90.6")

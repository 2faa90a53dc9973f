"""A softmax over an axis of size one: units of a layer, and vectors that are short for once."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers\n"
VECTORS = {
    "growing prefixes": "x = tf.constant([1.0, 2.0, 3.0])\nrows = [tf.math.softmax(x[: i + 1]) for i in range(3)]",
    "one number": "p = tf.nn.softmax(tf.constant([0.5]))",
    "a helper for any length": "def shares(scores):\n    return tf.nn.softmax(tf.constant(scores))\nprint(shares([2.0]), shares([1.0, 3.0]))",
    "keras.ops": "x = np.array([4.0])\nkeras.ops.softmax(x)",
}
UNITS = {
    "a row of units": "x = tf.constant([[1.0], [2.0]])\np = tf.nn.softmax(x)",
    "a layer": "x = keras.Input((4,))\np = tf.nn.softmax(layers.Dense(1)(x))",
    "a graph": "import tensorflow.compat.v1 as tf1\nx = tf1.placeholder(tf.float32, [None, 4])\np = tf1.nn.softmax(tf1.layers.dense(x, 1))",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", VECTORS.values(), ids=VECTORS)
def test_a_vector_without_a_batch_may_hold_one_number(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", UNITS.values(), ids=UNITS)
def test_one_unit_a_row(script: str) -> None:
    assert codes(script) == ["ZL201"]

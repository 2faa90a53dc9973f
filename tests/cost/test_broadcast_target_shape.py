"""Vectors of targets beside columns of predictions, and what is compared row by row."""

from __future__ import annotations

import pytest

from tests.fix.fixing import fix
from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers, ops
x = np.random.rand(64, 4).astype("float32")
y = x[:, 0] + x[:, 1]
m = keras.Sequential([keras.Input((4,)), layers.Dense(1, "sigmoid")])
o = keras.optimizers.Adam()
"""
STEP = "o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
TAPE = "with tf.GradientTape() as tape:\n    p = m(x)\n    loss = {}\n" + STEP
TF1 = "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None])\n"
FAR = "def far(t, p):\n    return {}\n"
WATCHED = "m.compile('adam', 'mse', metrics=[{}])\nm.fit(x, y)"
PAIRED = {
    "a metric": FAR.format("ops.mean(ops.abs(t - p))") + WATCHED.format("far, 'mae'"),
    "a metric of tensorflow": FAR.format("tf.sqrt(tf.reduce_mean(tf.square(tf.cast(t, tf.float32) - p)))")
    + WATCHED.format("far"),
    "a metric, by lambda": WATCHED.format("lambda t, p: keras.ops.mean((p - t) ** 2)"),
    "a metric of logarithms in a helper": (
        "def apart(a, b):\n    return ops.log1p(a) - ops.log1p(b)\n"
        + FAR.format("ops.mean(ops.square(apart(t, p)))")
        + WATCHED.format("far")
    ),
    "a metric, made by a function": (
        "def within(limit):\n    def share(t, p):\n        return ops.mean(ops.cast(ops.abs(t - p) < limit, 'float32'))\n    return share\n"
        + WATCHED.format("within(0.1)")
    ),
    "a metric, of a table's column": "y = pd.read_csv('a.csv')['price']\n"
    + FAR.format("ops.sum((t - p) ** 2)")
    + "n = keras.Sequential([layers.Dense(9, 'relu'), layers.Dense(1)])\nn.compile(optimizer='sgd', loss='mae', metrics=far)\nn.fit(x, y)",
    "absolute value": TAPE.format("tf.reduce_mean(tf.abs(p - y))"),
    "function": TAPE.format("tf.reduce_mean(tf.subtract(y, p) ** 2)"),
    "keras.ops": TAPE.format("ops.mean(ops.square(ops.subtract(p, y)))"),
    "likelihood": TAPE.format("-tf.reduce_mean(y * tf.math.log(p + 1e-7))"),
    "a column of a table": "y = pd.read_csv('a.csv')['price'].values\n" + TAPE.format("tf.reduce_mean((y - p) ** 2)"),
    "functional": (
        "i = keras.Input((4,))\nm = keras.Model(i, layers.Dense(1)(layers.Dense(8, activation='relu')(i)))\n"
        + TAPE.format("tf.reduce_mean((y - p) ** 2)")
    ),
    "subclass": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(1)\n"
        "    def call(self, i):\n        return self.d(i)\nm = Net()\n" + TAPE.format("tf.reduce_mean((y - p) ** 2)")
    ),
    "a helper and a function": (
        "def mse(a, b):\n    return tf.reduce_mean(tf.square(a - b))\n@tf.function\ndef step(i, t):\n"
        "    with tf.GradientTape() as tape:\n        loss = mse(t, m(i))\n    " + STEP + "\n"
        "for i, t in tf.data.Dataset.from_tensor_slices((x, y)).shuffle(64).batch(8):\n    step(i, t)"
    ),
    "a squeezed answer": "y = y.reshape(-1, 1)\n" + TAPE.format("tf.reduce_mean((y - tf.reshape(p, [-1])) ** 2)"),
    "layers in a graph": TF1
    + "z = tf1.layers.dense(a, 1)\ntf1.train.AdamOptimizer().minimize(tf1.reduce_mean((z - b) ** 2))",
    "a cost that is minimised as a function": (
        "w = tf.Variable(tf.zeros([4, 1]))\nopt = tf.keras.optimizers.SGD(0.1)\n"
        "opt.minimize(lambda: tf.reduce_mean(tf.square(tf.matmul(x, w) - y)), var_list=[w])"
    ),
    "a random vector": "y = np.random.normal(size=64)\n" + TAPE.format("tf.reduce_mean((m(x) - y) ** 2)"),
}
RIGHT = {
    "a metric of columns": "y = y[:, None]\n" + FAR.format("ops.mean(ops.abs(t - p))") + WATCHED.format("far"),
    "a metric that takes the column away": FAR.format("ops.mean(ops.abs(t - ops.squeeze(p, -1)))")
    + WATCHED.format("far"),
    "a metric that reshapes both": FAR.format("ops.mean(ops.reshape(t, (-1,)) - ops.reshape(p, (-1,)))")
    + WATCHED.format("far"),
    "a metric of Keras inside": FAR.format("keras.losses.mean_absolute_error(t, p)") + WATCHED.format("far"),
    "a metric of each alone": FAR.format("ops.mean(p) - ops.mean(t)") + WATCHED.format("far"),
    "a metric in Keras 2": "import tf_keras as keras\nm = keras.Sequential([keras.layers.Dense(1)])\n"
    + FAR.format("tf.reduce_mean(tf.abs(t - p))")
    + WATCHED.format("far"),
    "a metric of several columns": FAR.format("ops.mean(ops.abs(t - p))")
    + "y = np.stack([y, y], axis=1)\nm = keras.Sequential([layers.Dense(2)])\n"
    + WATCHED.format("far"),
    "expanded": TAPE.format("tf.reduce_mean((tf.expand_dims(y, -1) - p) ** 2)"),
    "reshaped": "y = y.reshape(-1, 1)\n" + TAPE.format("tf.reduce_mean((y - p) ** 2)"),
    "one column taken": TAPE.format("tf.reduce_mean((y - p[:, 0]) ** 2)"),
    "squeezed": TAPE.format("tf.reduce_mean((y - tf.squeeze(p)) ** 2)"),
    "unknown targets": "from rows import y\n" + TAPE.format("tf.reduce_mean((y - p) ** 2)"),
    "columns of a table": "y = pd.read_csv('a.csv')[['price']].values\n" + TAPE.format("tf.reduce_mean((y - p) ** 2)"),
    "a weight of each output": TAPE.format("tf.reduce_mean(tf.constant([2.0]) * (y[:, None] - p) ** 2)"),
    "several quantiles": TAPE.format(
        "tf.reduce_mean(tf.maximum(tf.constant([0.1, 0.5, 0.9]) * (y[:, None] - p), tf.constant([-0.9, -0.5, -0.1]) * (y[:, None] - p)))"
    ),
    "levels of a graph": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 1])\n"
        "e = b - tf1.layers.dense(a, 1)\nq = np.linspace(0.1, 0.9, 9)\ntf1.train.AdamOptimizer().minimize(tf1.reduce_mean(tf1.maximum(q * e, (q - 1) * e)))"
    ),
    "all pairs on purpose": TAPE.format("tf.reduce_mean((p - tf.transpose(p)) ** 2)"),
    "a mean of the targets": TAPE.format("tf.reduce_mean((p - tf.reduce_mean(y)) ** 2)"),
    "one row": "r = x[:1]\nwith tf.GradientTape() as tape:\n    loss = tf.reduce_mean((m(r) - y[:1]) ** 2)\n" + STEP,
    "a bias of two outputs": (
        "w = tf.Variable(tf.zeros([4, 1]))\nb = tf.Variable(tf.zeros([1]))\nwith tf.GradientTape() as tape:\n"
        "    loss = tf.reduce_mean((x @ w + b - y[:, None]) ** 2)\no.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))"
    ),
    "compile": "m.compile('adam', lambda t, p: ops.mean(ops.abs(t - p)))\nm.fit(x, y)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", PAIRED.values(), ids=PAIRED)
def test_every_target_meets_every_prediction(script: str) -> None:
    assert "ZL204" in codes(script)


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_each_target_meets_its_own_prediction(script: str) -> None:
    assert "ZL204" not in codes(script)


@pytest.mark.parametrize(
    ("metric", "certainty"),
    [
        ("import keras\ndef far(t, p):\n    return keras.ops.mean(keras.ops.abs(t - p))", "proven"),
        ("import keras\nfrom keras import ops\ndef far(t, p):\n    return ops.max(t - p)", "proven"),
        ("from tensorflow import keras\ndef far(t, p):\n    return tf.reduce_mean(tf.abs(t - p))", "likely"),
        ("import keras\nimport keras.backend as K\ndef far(t, p):\n    return K.mean(K.square(p - t))", "likely"),
    ],
    ids=["keras.ops", "ops imported", "tf.keras", "keras.backend"],
)
def test_metrics_are_proven_wrong_where_the_script_is_for_keras_3(metric: str, certainty: str) -> None:
    script = (
        "import numpy as np\nimport tensorflow as tf\n" + metric + "\nx = np.random.rand(64, 4)\ny = x[:, 0] * 3\n"
        "m = keras.Sequential([keras.layers.Dense(1)])\n" + WATCHED.format("far")
    )
    found = check_source("train.py", script.encode()).findings
    assert [(each.code, each.certainty) for each in found] == [("ZL204", certainty)]


FIXED = {
    "a name": ("tf.reduce_mean((y - p) ** 2)", "tf.reduce_mean((y[:, None] - p) ** 2)"),
    "the operand on the right": ("ops.mean(ops.abs(p - y))", "ops.mean(ops.abs(p - y[:, None]))"),
    "an expression": (
        "tf.reduce_mean(tf.square(2 * y + 1 - p))",
        "tf.reduce_mean(tf.square((2 * y + 1)[:, None] - p))",
    ),
    "in parentheses already": ("tf.reduce_mean(((y / 2) - p) ** 2)", "tf.reduce_mean(((y / 2)[:, None] - p) ** 2)"),
    "a call": (
        "tf.reduce_mean((tf.identity(y) - p) ** 2)",
        "tf.reduce_mean((tf.identity(y)[:, None] - p) ** 2)",
    ),
    "an argument": (
        "tf.reduce_mean(tf.math.squared_difference(p, y))",
        "tf.reduce_mean(tf.math.squared_difference(p, y[:, None]))",
    ),
}


@pytest.mark.parametrize(("written", "fixed"), FIXED.values(), ids=FIXED.keys())
def test_the_vector_gets_a_second_axis(written: str, fixed: str) -> None:
    result = fix(HEAD + TAPE.format(written), "ZL204")
    assert result.data.decode() == HEAD + TAPE.format(fixed)
    assert codes(TAPE.format(fixed)) == []


LEFT = {
    "arguments by name": TAPE.format("tf.reduce_mean(tf.math.squared_difference(x=p, y=y))"),
    "a star": TAPE.format("tf.reduce_mean(tf.math.squared_difference(*[y, p]))"),
    "a column of a table": "y = pd.read_csv('a.csv')['price']\n" + TAPE.format("tf.reduce_mean((p - y) ** 2)"),
    "a loss of compile": "k = np.random.randint(0, 3, (64, 1))\nm = keras.Sequential([layers.Dense(3, 'softmax')])\n"
    "m.compile('adam', 'mse')\nm.fit(x, k)",
}


@pytest.mark.parametrize("script", LEFT.values(), ids=LEFT.keys())
def test_what_is_not_written_as_an_operand_is_left_alone(script: str) -> None:
    assert fix(HEAD + script, "ZL204").data.decode() == HEAD + script

"""Outputs, targets and losses that Keras raises on, and pairs that only look like them."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers, losses
x = np.random.rand(64, 4).astype("float32")
grades = np.random.randint(0, 4, 64)
flags = keras.utils.to_categorical(grades, 4)
def net(units, last=None):
    return keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(units, activation=last)])
"""
FIT = "\nm.compile('adam', {})\nm.fit(x, {})"
REFUSED = {
    "class numbers under one sigmoid a class": "m = net(4, 'sigmoid')" + FIT.format("'binary_crossentropy'", "grades"),
    "a column of them": "m = net(4, 'sigmoid')" + FIT.format("losses.BinaryCrossentropy()", "grades.reshape(-1, 1)"),
    "one-hot labels of another number of classes": (
        "classes = 10\ni = keras.Input((4,))\nm = keras.Model(i, layers.Dense(classes, activation='softmax')(i))"
        + FIT.format("loss='categorical_crossentropy'", "flags")
    ),
    "a loss in a variable": "cost = losses.mean_absolute_error\nm = net(3)" + FIT.format("cost", "x[:, :2]"),
    "a dict of settings": (
        "options = {'optimizer': 'sgd', 'loss': keras.losses.LogCosh()}\nm = net(3)\nm.compile(**options)\nm.fit(x, x[:, :2])"
    ),
    "one number a row in Keras 3": "m = net(3)" + FIT.format("'mse'", "x[:, 0]"),
    "a column of a table": (
        "t = pd.read_csv('houses.csv')\nm = keras.Sequential([keras.Input((2,)), layers.Dense(2)])\nm.compile('adam', 'mae')\nm.fit(t[['rooms', 'age']].values, t['price'].values)"
    ),
    "a model that is subclassed": (
        "class Tagger(keras.Model):\n    def __init__(self, tags):\n        super().__init__()\n        self.last = layers.Dense(tags, activation='sigmoid')\n"
        "    def call(self, i):\n        return self.last(i)\nm = Tagger(6)" + FIT.format("'bce'", "flags")
    ),
    "a dataset of batches": (
        "rows = tf.data.Dataset.from_tensor_slices((x, np.eye(5)[grades % 5])).shuffle(64).batch(8)\n"
        "m = net(4, 'softmax')\nm.compile('adam', losses.CategoricalCrossentropy())\nm.fit(rows)"
    ),
    "a builder and a loop": (
        "def build(units):\n    s = net(units)\n    s.compile('adam', loss=losses.Huber(delta=2.0))\n    return s\n"
        "for units in (3, 5):\n    build(units).fit(x, x[:, :2], epochs=2)"
    ),
    "the words apart": "m = net(4, 'softmax')" + FIT.format("'categorical cross_entropy'", "flags"),
    "a hyphen": "m = net(1, 'sigmoid')" + FIT.format("loss='binary-crossentropy'", "grades > 1"),
    "a metric for a loss": "m = net(1, 'sigmoid')" + FIT.format("loss='accuracy'", "grades > 1"),
    "a letter too few": "LOSS = 'mean_squared_eror'\nm = net(1)" + FIT.format("LOSS", "x[:, 0]"),
    "more losses than outputs": (
        "i = keras.Input((4,))\nm = keras.Model(i, [layers.Dense(1)(i), layers.Dense(2)(i)])\n"
        "m.compile('adam', ['mse', 'mse', 'mae'])\nm.fit(x, [x[:, 0], x[:, :2]])"
    ),
    "a training that may be interrupted": (
        "m = net(4, 'sigmoid')\nm.compile('adam', 'binary_crossentropy')\ntry:\n    m.fit(x, grades)\nexcept KeyboardInterrupt:\n    m.save('last.keras')"
    ),
    "never compiled": "m = net(1)\nm.fit(x, x[:, 0])",
    "compiled in a comment": "def train(x):\n    i = keras.Input((4,))\n    m = keras.Model(i, layers.Dense(1)(i))\n    # m.compile('adam', 'mse')\n    return m.fit(x, x[:, 0])",
    "another one is compiled": "a, b = net(1), net(1)\na.compile('adam', 'mse')\nb.train_on_batch(x, x[:, 0])",
    "never compiled, of Keras 2": "from tf_keras import Sequential, layers as l2\nm = Sequential([l2.Dense(1)])\nm.fit(x, x[:, 0])",
    "of Keras 2": (
        "from tf_keras import models as k2, layers as l2\nm = k2.Sequential([l2.Dense(4, activation='sigmoid')])"
        + FIT.format("'binary_crossentropy'", "grades")
    ),
}
TAKEN = {
    "batches of one row": "m = net(4)\nm.compile('adam', 'mse')\nm.fit(x, x[:, 0], batch_size=1)",
    "batches of as many rows as there are outputs": "m = net(4)\nm.compile('adam', 'mse')\nm.fit(x, x[:, 0], batch_size=4)",
    "batches of a size from outside": "import sys\nm = net(4)\nm.compile('adam', 'mse')\nm.fit(x, x[:, 0], batch_size=int(sys.argv[1]))",
    "compiled by other code": "from helpers import prepare\nm = net(1)\nprepare(m)\nm.fit(x, x[:, 0])",
    "compiled by a helper": "def ready(m):\n    m.compile('adam', 'mse')\nm = net(1)\nready(m)\nm.fit(x, x[:, 0])",
    "compiled on one path": "import sys\nm = net(1)\nif len(sys.argv) > 1:\n    m.compile('adam', 'mse')\nm.fit(x, x[:, 0])",
    "compiled by a method that others call": (
        "class Job:\n    def __init__(self):\n        self.m = net(1)\n    def run(self):\n        self.m.fit(x, x[:, 0])\n"
        "    def ready(self):\n        self.m.compile('adam', 'mse')"
    ),
    "a model with a fit of its own": (
        "class Own(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(1)\n"
        "    def call(self, i):\n        return self.d(i)\n    def fit(self, x, y):\n        return 0\nOwn().fit(x, x[:, 0])"
    ),
    "loaded with its compile": "m = keras.models.load_model('m.keras')\nm.fit(x, x[:, 0])",
    "expected to raise": "import pytest\nwith pytest.raises(ValueError):\n    net(1).fit(x, x[:, 0])",
    "one number a row for one unit": "m = net(1)" + FIT.format("'mse'", "x[:, 0]"),
    "a column for one unit": "m = net(1, 'sigmoid')"
    + FIT.format("'binary_crossentropy'", "(grades > 1).reshape(-1, 1)"),
    "as many units as columns": "m = net(4, 'sigmoid')" + FIT.format("'binary_crossentropy'", "flags"),
    "class numbers under the sparse loss": "m = net(4, 'softmax')"
    + FIT.format("'sparse_categorical_crossentropy'", "grades"),
    "what comes from elsewhere": "from rows import y\nm = net(4, 'sigmoid')" + FIT.format("'binary_crossentropy'", "y"),
    "as many units as there are columns": "m = net(flags.shape[1], 'sigmoid')" + FIT.format("'bce'", "flags"),
    "a loss of the script's own": (
        "def pinball(t, p):\n    return keras.ops.mean(keras.ops.maximum(0.9 * (t - p), -0.1 * (t - p)))\nm = net(3)"
        + FIT.format("pinball", "x[:, :1]")
    ),
    "units by the data": (
        "def build(y):\n    n = 1 if y.ndim == 1 else y.shape[1]\n    return net(n, 'sigmoid')\n"
        "m = build(grades > 1)\nm.compile('adam', 'bce')\nm.fit(x, grades > 1)\n"
        "m = build(flags)\nm.compile('adam', 'bce')\nm.fit(x, flags)"
    ),
    "a string that an object scope knows": (
        "def cross(t, p):\n    return losses.binary_crossentropy(t, p)\n"
        "with keras.utils.custom_object_scope({'binary_cross_entropy': cross}):\n    m = net(1, 'sigmoid')\n"
        "    m.compile('adam', 'binary_cross_entropy')\n    m.fit(x, grades > 1)"
    ),
    "a name of another library": "import kits\nm = net(1)" + FIT.format("'dice_and_focal'", "x[:, 0]"),
    "a name that Keras 3 has": "m = net(4, 'softmax')" + FIT.format("'ce'", "grades"),
    "two losses of one output": "m = net(1)" + FIT.format("['mse', 'mae']", "x[:, 0]"),
    "where an error is expected": (
        "m = net(4, 'sigmoid')\nm.compile('adam', 'binary_crossentropy')\ntry:\n    m.fit(x, grades)\nexcept ValueError as error:\n    print(error)"
    ),
    "where an error is asked for": (
        "import unittest\nclass Shapes(unittest.TestCase):\n    def test_units(self):\n        m = net(4, 'sigmoid')\n"
        "        m.compile('adam', 'binary_crossentropy')\n        with self.assertRaises(ValueError):\n            m.fit(x, grades)\n"
        "unittest.main()"
    ),
    "where pytest asks for it": (
        "import pytest\nm = net(4, 'sigmoid')\nm.compile('adam', 'binary_crossentropy')\nwith pytest.raises(ValueError):\n    m.fit(x, grades)"
    ),
    "never trained": "m = net(4, 'sigmoid')\nm.compile('adam', 'binary_crossentropy')\nm.predict(x)",
}
SPREAD = {
    "class numbers in a column": "m = net(4, 'softmax')" + FIT.format("'mse'", "grades[:, None]"),
    "prices in a column": "m = net(3)" + FIT.format("losses.MeanAbsoluteError()", "x[:, :1]"),
    "several targets for one unit": "m = net(1)" + FIT.format("'huber'", "x[:, 1:]"),
    "a column that keeps its axis": (
        "t = pd.read_csv('rides.csv')\nm = keras.Sequential([keras.Input((2,)), layers.Dense(5, 'relu')])\n"
        "m.compile('adam', loss='poisson')\nm.fit(t[['km', 'min']].values, t['fare'].values.reshape(-1, 1))"
    ),
    "in a functional model": (
        "i = keras.Input((4,))\nm = keras.Model(inputs=i, outputs=layers.Dense(2, activation='tanh')(i))"
        + FIT.format("loss='hinge'", "np.where(grades > 1, 1, -1)[:, np.newaxis]")
    ),
    "one number a row in Keras 2": (
        "from tf_keras import models as k2, layers as l2\nm = k2.Sequential([l2.Dense(3)])"
        + FIT.format("'mse'", "x[:, 0]")
    ),
}


def codes(script: str, rule: str) -> list[str]:
    return [
        each.code
        for each in check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=(rule, "ZL215"))).findings
    ]


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_what_keras_refuses_is_told_before_the_run(script: str) -> None:
    assert codes(script, "ZL228") == ["ZL228"]


HELP = {
    "never compiled": (
        "m = net(1)\nm.fit(x, grades)",
        "call the model's `compile`, with an optimizer and a loss, before `fit`",
    ),
    "never compiled, one batch at a time": (
        "m = net(1)\nfor part in range(9):\n    m.train_on_batch(x, grades)",
        "call the model's `compile`, with an optimizer and a loss, before `train_on_batch`",
    ),
    "a hyphen": (
        "m = net(1, 'sigmoid')" + FIT.format("'binary-crossentropy'", "grades > 1"),
        'write "binary_crossentropy"',
    ),
    "a metric": (
        "m = net(1, 'sigmoid')" + FIT.format("'accuracy'", "grades > 1"),
        "give the name of a loss; 'accuracy' goes into `metrics`",
    ),
    "too many losses": (
        "i = keras.Input((4,))\nm = keras.Model(i, [layers.Dense(1)(i), layers.Dense(2)(i)])\nm.compile('adam', ['mse', 'mse', 'mae'])",
        "give 2 losses, one for each output, or one loss for all",
    ),
    "one-hot labels for one unit": (
        "m = net(1, 'sigmoid')" + FIT.format("'binary_crossentropy'", "flags"),
        "give the last layer 4 units, one for each column of the targets, or write classes that exclude one another as one column",
    ),
    "another number of classes": (
        "m = net(10, 'softmax')" + FIT.format("'categorical_crossentropy'", "flags"),
        "give the last layer 4 units, one for each column of the targets",
    ),
    "one number a row": (
        "m = net(3)" + FIT.format("'mse'", "x[:, 0]"),
        "give the last layer one unit, as there is one target for each row; `sparse_categorical_crossentropy` is the loss for numbers of classes",
    ),
}


@pytest.mark.parametrize(("script", "told"), HELP.values(), ids=HELP)
def test_the_help_is_about_what_was_found(script: str, told: str) -> None:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("ZL228",)))
    assert [load().advice(each) for each in report.findings] == [told]


@pytest.mark.parametrize("script", TAKEN.values(), ids=TAKEN)
def test_what_keras_takes_is_not(script: str) -> None:
    assert codes(script, "ZL228") == []
    assert codes(script, "ZL204") == []


@pytest.mark.parametrize("script", SPREAD.values(), ids=SPREAD)
def test_a_column_that_is_broadcast(script: str) -> None:
    assert codes(script, "ZL204") == ["ZL204"]
    assert "ZL228" not in codes(script, "ZL228")

"""Heads and losses that the script chooses by the number of classes: what is chosen by one question stays together."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

COST = Settings(select=("ZL2",))
HEAD = """
import sys
import numpy as np
import keras
from keras import layers, ops
from data import load, Source
x, y, names = load()
source = Source("wells")
"""
FITTED = "\nm.fit(x, y)"
FITTING = {
    "the head in a function, the loss outside": (
        "def head(count):\n    if count == 2:\n        return layers.Dense(1, activation='sigmoid')\n    return layers.Dense(count, activation='softmax')\n"
        "m = keras.Sequential([layers.Dense(8, 'relu'), head(len(names))])\n"
        "m.compile('adam', 'binary_crossentropy' if len(names) == 2 else 'sparse_categorical_crossentropy')"
    ),
    "asked the other way round": (
        "m = keras.Sequential([layers.Dense(8, 'relu')])\n"
        "if len(names) != 2:\n    m.add(layers.Dense(len(names), activation='softmax'))\nelse:\n    m.add(layers.Dense(1, activation='sigmoid'))\n"
        "if 2 == len(names):\n    m.compile('adam', 'binary_crossentropy')\nelse:\n    m.compile('adam', 'sparse_categorical_crossentropy')"
    ),
    "more than one, or at most one": (
        "n = source.n_labels\ndef cost(k):\n    if k > 1:\n        return keras.losses.CategoricalCrossentropy()\n    return keras.losses.BinaryCrossentropy()\n"
        "i = keras.Input((4,))\nif n <= 1:\n    o = layers.Dense(1, activation='sigmoid')(i)\nelse:\n    o = layers.Dense(n, activation='softmax')(i)\n"
        "m = keras.Model(i, o)\nm.compile('adam', cost(n))"
    ),
    "no number given": (
        "class Net(keras.Model):\n    def __init__(self, classes=None):\n        super().__init__()\n        self.classes = classes\n"
        "        self.last = layers.Dense(1 if classes is None else classes)\n"
        "    def call(self, i):\n        if self.classes is not None:\n            return ops.softmax(self.last(i))\n        return ops.sigmoid(self.last(i))\n"
        "m = Net(names)\nm.compile('adam', 'binary_crossentropy' if names is None else 'categorical_crossentropy')"
    ),
    "a property of the data": (
        "class Rows:\n    def __init__(self, y):\n        self.y = y\n    @property\n    def labels(self):\n        shape = np.shape(self.y[0])\n"
        "        return 1 if len(shape) == 0 else shape[-1]\n"
        "rows = Rows(y)\nm = keras.Sequential([layers.Dense(8, 'relu'), layers.Dense(rows.labels, activation='softmax')])\n"
        "m.compile('adam', 'categorical_crossentropy')"
    ),
    "units and activation in one table": (
        "if y.ndim == 1:\n    units, act, loss = 1, 'sigmoid', 'binary_crossentropy'\nelse:\n    units, act, loss = y.shape[1], 'softmax', 'categorical_crossentropy'\n"
        "m = keras.Sequential([layers.Dense(8, 'relu'), layers.Dense(units, activation=act)])\nm.compile('adam', loss)"
    ),
    "the number asked later": (
        "n = 1 if source.binary else 4\nm = keras.Sequential([layers.Dense(8, 'relu'), layers.Dense(n)])\n"
        "m.add(layers.Activation('sigmoid' if n == 1 else 'softmax'))\n"
        "m.compile('adam', 'binary_crossentropy' if n == 1 else 'categorical_crossentropy')"
    ),
    "settings of a class": (
        "class Settings:\n    def __init__(self, binary):\n        self.n = 1 if binary else 5\n        self.last = 'softmax'\n        if binary:\n            self.last = 'sigmoid'\n"
        "s = Settings(sys.argv[1] == 'two')\nm = keras.Sequential([layers.Dense(s.n, activation=s.last)])\nm.compile('adam', 'kld')"
    ),
    "the command line": (
        "n = int(sys.argv[1])\nbinary = n < 3\nm = keras.Sequential([layers.Dense(1 if binary else n, 'sigmoid' if binary else 'softmax')])\n"
        "m.compile('adam', loss='binary_crossentropy' if n < 3 else 'sparse_categorical_crossentropy')"
    ),
}
WRONG = {
    "a number that nobody gives": (
        "ZL201",
        "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--width', default=None)\nwidth = parser.parse_args().width\n"
        "h = layers.Dense(8 if width is None else width)\nm = keras.Sequential([h, layers.Dense(1, 'softmax')])\nm.compile('adam', 'mae')",
    ),
    "one unit on every path": (
        "ZL201",
        "if len(names) > 1:\n    h = layers.Dense(8, 'relu')\nelse:\n    h = layers.Dense(4, 'relu')\n"
        "m = keras.Sequential([h, layers.Dense(1, activation='softmax')])\nm.compile('adam', 'binary_crossentropy')",
    ),
    "one unit or five under a softmax": (
        "ZL201",
        "n = 1 if source.binary else 5\nm = keras.Sequential([layers.Dense(n, activation='softmax')])\nm.compile('adam', 'mae')",
    ),
    "the wrong arm": (
        "ZL201",
        "def head(n):\n    if n == 2:\n        return layers.Dense(1, activation='softmax')\n    return layers.Dense(n, activation='softmax')\n"
        "m = keras.Sequential([head(len(names))])\nm.compile('adam', 'mae')",
    ),
    "the losses swapped": (
        "ZL216",
        "m = keras.Sequential()\nif len(names) == 2:\n    m.add(layers.Dense(3, activation='softmax'))\nelse:\n    m.add(layers.Dense(1, activation='sigmoid'))\n"
        "m.compile('adam', 'mse' if len(names) != 2 else 'binary_crossentropy')",
    ),
}
GROWN = {
    "a softmax": (
        "m = keras.Sequential([layers.Dense(8, 'relu'), layers.Dense(3)])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.add(layers.Softmax())"
    ),
    "all layers": (
        "m = keras.Sequential()\nm.compile('adam', 'sparse_categorical_crossentropy')\nfor units in (8, 8):\n    m.add(layers.Dense(units, 'relu'))\nm.add(layers.Dense(3, 'softmax'))"
    ),
    "another head": (
        "m = keras.Sequential([layers.Dense(8, 'relu'), layers.Dense(1)])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.pop()\nm.add(layers.Dense(3, 'softmax'))"
    ),
    "in a helper": (
        "def end(model):\n    model.add(layers.Activation('softmax'))\n    return model\n"
        "m = keras.Sequential([layers.Dense(3)])\nm.compile(loss=keras.losses.CategoricalCrossentropy(), optimizer='sgd')\nm = end(m)"
    ),
    "compiled by a builder": (
        "def build():\n    s = keras.Sequential([layers.Dense(8, 'relu'), layers.Dense(1)])\n    s.compile('adam', 'binary_crossentropy')\n    return s\n"
        "m = build()\nm.add(layers.Lambda(ops.sigmoid))"
    ),
}
GROWN_WRONG = {
    "a head of one unit": (
        ["ZL202"],
        "m = keras.Sequential([layers.Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.pop()\nm.add(layers.Dense(1))",
    ),
    "a linear head": (
        ["ZL203"],
        "m = keras.Sequential()\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.add(layers.Dense(3))",
    ),
    "the softmax only for predictions": (
        ["ZL203"],
        "m = keras.Sequential([layers.Dense(3)])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, y)\nm.add(layers.Softmax())\nm.predict(x)\nm.fit = print",
    ),
}


def codes(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + FITTED + "\n").encode(), COST).findings]


@pytest.mark.parametrize("script", [*FITTING.values(), *GROWN.values()], ids=[*FITTING, *GROWN])
def test_what_is_chosen_together_fits(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize(("code", "script"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_on_one_path(code: str, script: str) -> None:
    assert code in codes(script)


@pytest.mark.parametrize(("expected", "script"), GROWN_WRONG.values(), ids=GROWN_WRONG)
def test_a_model_is_judged_by_the_layers_it_is_trained_with(expected: list[str], script: str) -> None:
    assert codes(script) == expected


@pytest.mark.parametrize(
    "question", ["None is model", "None is not model", "3 == model", "3 != model", "3 < model", "3 >= model"]
)
def test_a_question_may_begin_with_what_is_known(question: str) -> None:
    script = f"import config\nmodel = config.MODEL\nif {question}:\n    print(model)\n"
    assert codes(script) == []

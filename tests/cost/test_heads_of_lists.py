"""The output is the last of a list of tensors, into which others went whose number is not known."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import keras
from keras import layers
from own import sizes


def body(tensor):
    return [layers.Dense(size, activation="relu")(tensor) for size in sizes()]


start = keras.Input((6,))
tensors = [start]
tensors.extend(body(start))
"""
COMPILE = "\nmodel = keras.Model(start, {})\nmodel.compile('adam', 'categorical_crossentropy')\n"
SOFTMAX_LAST = {
    "appended": "tensors.append(layers.Dense(3)(tensors[-1]))\ntensors.append(layers.Activation('softmax')(tensors[-1]))"
    + COMPILE.format("tensors[-1]"),
    "in a variable": "last = layers.Dense(3)(start)\ntensors.append(last)\ntensors.append(layers.Softmax()(last))\nhead = tensors[-1]"
    + COMPILE.format("head"),
    "a property": (
        "class Net:\n    def __init__(self):\n        self.all = []\n        self.all += body(start)\n"
        "        self.all.append(layers.Dense(3)(start))\n        self.all.append(layers.Softmax()(self.all[-1]))\n"
        "    @property\n    def output(self):\n        return self.all[-1]\nnet = Net()" + COMPILE.format("net.output")
    ),
    "a helper": (
        "def add(held, layer):\n    held.append(layer(held[-1]))\nadd(tensors, layers.Dense(3))\nadd(tensors, layers.Softmax())"
        + COMPILE.format("tensors[-1]")
    ),
    "another name": "held = tensors\nheld.append(layers.Dense(3)(start))\ntensors.append(layers.Softmax()(held[-1]))"
    + COMPILE.format("held[-1]"),
}
LINEAR_LAST = {
    "appended": "tensors.append(layers.Dense(3)(tensors[-1]))" + COMPILE.format("tensors[-1]"),
    "behind a softmax": "tensors.append(layers.Softmax()(start))\ntensors.append(layers.Dense(3)(tensors[-1]))"
    + COMPILE.format("tensors[-1]"),
}


def _codes(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=("ZL203",)))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", SOFTMAX_LAST.values(), ids=SOFTMAX_LAST)
def test_the_last_tensor_is_the_one_that_was_appended_last(script: str) -> None:
    assert _codes(script) == []


@pytest.mark.parametrize("script", LINEAR_LAST.values(), ids=LINEAR_LAST)
def test_a_linear_last_tensor_is_told(script: str) -> None:
    assert _codes(script) == ["ZL203"]

"""A model whose outputs a branch chooses is known by each of them, however the branch lists them."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
from keras.layers import Dense
from options import deep

given = keras.Input((6,))
inner = Dense(8, "relu")(given)
size = Dense(1)(inner)
one, two = Dense({units}, "softmax")(inner), Dense({units}, "softmax")(Dense(8, "relu")(inner))
"""
CHOSEN = {
    "a list in each arm": """
if deep:
    outputs = [size, two]
else:
    outputs = [size, one]
model = keras.Model(given, outputs)
""",
    "one of two lists": "model = keras.Model(given, [size, two] if deep else [size, one])\n",
    "a list and a tuple": """
outputs = [size, one]
if deep:
    outputs = (size, two)
model = keras.Model(inputs=given, outputs=outputs)
""",
    "two ways out of a function": """
def heads(given):
    if deep:
        return [size, two]
    return [size, one]
model = keras.Model(given, heads(inner))
""",
    "one arm of each dict": """
outputs = {{"size": size, "kind": two}} if deep else {{"size": size, "kind": one}}
model = keras.Model(given, outputs)
""",
}
TRAIN = """
model.compile("adam", ["mse", "categorical_crossentropy"])
model.fit(x, [sizes, labels])
"""


def heads_missed(script: str) -> list[str]:
    """Reasons why an output is not known."""
    understanding = check_source("train.py", script.encode()).understanding
    assert understanding is not None
    assert understanding.sites == 1
    return [gap.reason for missed in understanding.missed for gap in missed.gaps if gap.part == "head"]


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN.keys())
def test_each_output_is_known(chosen: str) -> None:
    assert heads_missed((HEAD + chosen + TRAIN).format(units=4)) == []


@pytest.mark.parametrize("chosen", CHOSEN.values(), ids=CHOSEN.keys())
def test_a_single_softmax_unit_among_them_is_found(chosen: str) -> None:
    found = check_source("train.py", (HEAD + chosen + TRAIN).format(units=1).encode()).findings
    assert {each.code for each in found} & {"ZL201", "ZL202"}


def test_lists_of_unlike_length_are_not_known() -> None:
    script = HEAD + "model = keras.Model(given, [size, two] if deep else [one])\n" + TRAIN
    assert heads_missed(script.format(units=4)) == ["differs by branch"]

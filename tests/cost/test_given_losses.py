"""A default loss that the caller replaces by something that is not read."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import numpy as np
import ranking
x, y = np.random.rand(9, 4), np.eye(3)[[0, 1, 2] * 3]
def network():
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="relu"), keras.layers.Dense(3)])
"""
BUILDERS = {
    "is not None": """
def build(loss=None):
    m = network()
    m.compile("adam", loss if loss is not None else keras.losses.CategoricalCrossentropy())
    return m
""",
    "or": """
def build(loss=None):
    m = network()
    m.compile("adam", loss or keras.losses.CategoricalCrossentropy())
    return m
""",
    "an if of its own": """
def build(loss=None):
    if loss is None:
        loss = keras.losses.CategoricalCrossentropy()
    m = network()
    m.compile("adam", loss)
    return m
""",
    "in a class": """
class Task:
    def __init__(self, loss=None):
        self.loss = loss if loss is not None else keras.losses.CategoricalCrossentropy()
    def model(self):
        m = network()
        m.compile("adam", self.loss)
        return m
def build(loss=None):
    return Task(loss=loss).model()
""",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script).encode()).findings]


@pytest.mark.parametrize("builder", BUILDERS.values(), ids=BUILDERS.keys())
def test_an_instance_of_an_unknown_class_takes_the_place_of_the_default(builder: str) -> None:
    assert codes(builder + "build(ranking.losses.ListLoss()).fit(x, y)\n") == []
    assert codes(builder + "build().fit(x, y)\n") == ["ZL203"]

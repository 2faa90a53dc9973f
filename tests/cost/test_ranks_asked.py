"""A softmax of the script's own that goes by how many axes it is given: over time steps it is no single unit's."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

SCRIPT = """
import keras
import numpy as np
from keras import backend as K
from keras import layers


def over_steps(x, axis=1):
    if {rank} == 2:
        return K.softmax(x)
    e = K.exp(x - K.max(x, axis=axis, keepdims=True))
    return e / K.sum(e, axis=axis, keepdims=True)


inputs = keras.Input({shape})
states = {layer}(inputs)
weights = layers.Activation(over_steps)(layers.Dense(1)(states))
model = keras.Model(inputs, weights)
model.compile("adam", "categorical_crossentropy")
"""
RANKS = [
    "K.ndim(x)",
    "np.ndim(x)",
    "keras.ops.ndim(x)",
    "x.ndim",
    "len(x.shape)",
    "x.shape.rank",
    "x.get_shape().ndims",
    "len(x.get_shape())",
    "len(K.int_shape(x))",
    "len(keras.ops.shape(x))",
]


@pytest.mark.parametrize("rank", RANKS)
def test_a_softmax_over_steps_is_none_over_a_single_unit(rank: str) -> None:
    steps = SCRIPT.format(rank=rank, shape=(24, 5), layer="layers.GRU(8, return_sequences=True)")
    assert codes(steps) == []
    assert codes(SCRIPT.format(rank=rank, shape=(24,), layer="layers.Dense(8)")) == ["ZL201"]


def codes(script: str) -> list[str]:
    report = check_source("script.py", script.encode(), Settings(select=("ZL201",)))
    return [each.code for each in report.findings]

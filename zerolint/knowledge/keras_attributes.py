"""Which attributes of Keras' objects are the arguments they were made with, and which Keras makes of those."""

from __future__ import annotations

from zerolint.facts.values import NONE, Known, Value

SIZES = frozenset("kernel_size strides pool_size dilation_rate size padding cropping".split())
"""Arguments of which one number stands for one an axis."""
NAMED = ("activation", "_initializer", "_regularizer", "_constraint", "dtype", "optimizer", "loss")
"""Endings of arguments whose names stand for a function or an object."""


def as_given(kind: str, name: str, value: Value) -> bool:
    """Whether an object of this class still has an argument as it was given; of None Keras often makes something."""
    if not kind.startswith("keras.") or not isinstance(value, Known):
        return True
    if value == NONE or (name in SIZES and isinstance(value.value, int)):
        return False
    return not (isinstance(value.value, str) and name.endswith(NAMED))

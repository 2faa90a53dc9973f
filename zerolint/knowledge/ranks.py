"""Shapes that a script asks for, and how many axes they have: `K.int_shape(x)`, `x.ndim`, `K.ndim(x)`."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Unknown, Value
from zerolint.knowledge.arrays import shape
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.shapes import open_rank, shape_of


@transfer("array.get_shape", "keras.backend.int_shape", "keras.ops.shape")
def shape_asked(m: Machine, call: Call) -> Value:
    """`x.get_shape()` and `K.int_shape(x)`: what `x.shape` is."""
    return shape(m, _asked(m, call), call.place) or m.unknown("a shape", call.place)


@attribute("array.ndim")
def dimensions(m: Machine, owner: Value, place: Place) -> Value:
    """`x.ndim`."""
    return _rank(m, owner, place)


@transfer("keras.backend.ndim", "keras.ops.ndim", "numpy.ndim")
def rank_asked(m: Machine, call: Call) -> Value:
    """`K.ndim(x)`: what `x.ndim` is."""
    return _rank(m, _asked(m, call), call.place)


def _rank(m: Machine, owner: Value, place: Place) -> Value:
    known = shape_of(owner)
    return m.unknown("a rank", place) if known is None or open_rank(known) else Known(len(known), place=place)


def _asked(m: Machine, call: Call) -> Value:
    if call.name.startswith("array."):
        return m.current(call.owner)
    given = (call.bound[name] for name in call.bound if name in call.passed)
    return next((each for each in given if each is not None), Unknown("no array"))

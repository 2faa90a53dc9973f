"""Counts that depend on the size of data: sums and products, and their values in a few worlds."""

from __future__ import annotations

import math

from zerolint.facts.values import Formula, Known, Unknown, Value
from zerolint.facts.worlds import NotSimulated, worlds

ENDLESS = Known(math.inf)
"""How many items something gives that never ends."""


def times(first: Value, second: Value) -> Value:
    """The product of two counts; what never ends stays endless."""
    return _combined("*", first, second)


def plus(first: Value, second: Value) -> Value:
    """The sum of two counts; what never ends stays endless."""
    return _combined("+", first, second)


def _combined(operator: str, first: Value, second: Value) -> Value:
    if ENDLESS in (first, second):
        return ENDLESS
    if isinstance(first, Known) and isinstance(second, Known):
        return Known(first.value * second.value if operator == "*" else first.value + second.value)
    if not all(isinstance(each, (Known, Formula)) for each in (first, second)):
        return first if isinstance(first, Unknown) else second
    return Formula(operator, (first, second))


def turns(start: Value, stop: Value, step: Value) -> Value:
    """How many numbers `range(start, stop, step)` gives."""
    bounds = (start, stop, step)
    if all(isinstance(each, Known) and isinstance(each.value, int) for each in bounds) and step != Known(0):
        return Known(len(range(*(each.value for each in bounds if isinstance(each, Known)))))
    unknown = next((each for each in bounds if not isinstance(each, (Known, Formula))), None)
    if unknown is not None:
        return unknown
    if any(isinstance(each, Known) and not isinstance(each.value, (int, float)) for each in bounds):
        return Unknown("a range without a number")
    span = stop if start == Known(0) else Formula("-", (stop, start))
    return span if step == Known(1) else Formula("ceil", (Formula("/", (span, step)),))


def in_worlds(*counts: Value) -> list[tuple[float, ...]]:
    """The counts in each of a few sizes of the data; empty where one of them is not known."""
    if not all(isinstance(each, (Known, Formula)) for each in counts):
        return []
    try:
        return [tuple(float(world.number(each)) for each in counts) for world in worlds(*counts)]
    except NotSimulated:
        return []

"""Arrays of which all entries are one number: what zeros, ones and fills make, and arithmetic on them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from zerolint.facts.operations import operation
from zerolint.facts.values import Known, Tensor, Value

FILLED = {"zeros": 0.0, "ones": 1.0}
DRAWN = frozenset("tf.random.normal tf.random.truncated_normal numpy.random.normal keras.random.normal".split())
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
}


def entry(value: Value) -> Known | None:
    """The number that every entry of an array is, at the array's place; None where entries differ or are not known."""
    number = _number(value)
    return None if number is None else Known(number, place=value.place)


def _number(value: Value) -> float | None:
    if isinstance(value, Known):
        return float(value.value) if type(value.value) in (int, float) else None
    if not isinstance(value, Tensor):
        return None
    name = operation(value.operator)
    if name in FILLED:
        return FILLED[name]
    if name == "full" or value.operator == "tf.constant":
        return _number(value.attribute("fill_value" if name == "full" and value.operator != "tf.fill" else "value"))
    if value.operator in DRAWN:
        return _number(value.attribute("mean")) if _number(value.attribute("stddev")) == 0 else None
    operands = [_number(each) for each in value.operands]
    if name in ("cast", "same"):
        return operands[0] if operands else None
    if name in ARITHMETIC and len(operands) == 2 and None not in operands:
        return float(ARITHMETIC[name](*operands))
    return None

"""With which sign something enters an expression: what grows when it grows, and what shrinks."""

from __future__ import annotations

from collections.abc import Callable

from zerolint.facts.operations import operation
from zerolint.facts.ranges import interval
from zerolint.facts.values import Choice, Known, Tensor, Value

KEEPING = frozenset({"same", "cast", "mean", "sum", "clip", "item", "array.assign"})
"""Operations whose result grows with their first operand."""
SCALING = ("tf.clip_by_norm", "tf.clip_by_global_norm", "tf.clip_by_average_norm", "tf.sign", "tf.math.sign")
"""The same for what only shortens a gradient, or leaves its direction."""
ADDING = frozenset({"add", "join", "tf.add_n", "tf.math.accumulate_n"})
DEEPEST = 60


def sign_of(value: Value, wanted: Callable[[Tensor], bool], depth: int = DEEPEST) -> int | None:
    """1 or -1 where an expression grows with all that is wanted in it or against all, 0 where there is none of it.

    None where that is not known, or both.
    """
    if isinstance(value, Choice):
        return _agreed([sign_of(arm, wanted, depth) for _, arm in value.arms])
    if not isinstance(value, Tensor):
        return 0
    if wanted(value):
        return 1
    if not depth:
        return None
    below = [sign_of(each, wanted, depth - 1) for each in value.operands]
    if all(each == 0 for each in below):
        return 0
    name = operation(value.operator)
    if name in ADDING:
        return _agreed(below)
    if name == "subtract" and len(below) == 2:
        return _agreed([below[0], _times(below[1], -1)])
    if name == "negate":
        return _times(below[0], -1)
    if name in ("multiply", "divide") and len(below) == 2:
        return _scaled(value, below, both=name == "multiply")
    if (name in KEEPING or name.startswith(SCALING)) and all(each == 0 for each in below[1:]):
        return below[0]
    return None


def _scaled(product: Tensor, below: list[int | None], *, both: bool) -> int | None:
    if below[1] == 0:
        return _times(below[0], _number(product.operands[1]))
    return _times(below[1], _number(product.operands[0])) if below[0] == 0 and both else None


def _number(value: Value) -> int | None:
    """The sign of a factor; None where it may be either."""
    if isinstance(value, Known) and isinstance(value.value, (int, float)):
        return (value.value > 0) - (value.value < 0) or None
    if isinstance(value, Tensor):
        bounds = interval(value)
        return 1 if bounds.low >= 0 else -1 if bounds.high <= 0 else None
    return None


def _times(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first * second


def _agreed(signs: list[int | None]) -> int | None:
    found = {each for each in signs if each != 0}
    return found.pop() if len(found) == 1 else None if found else 0

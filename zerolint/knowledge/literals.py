"""Arrays that a script writes out as nested lists: their shape, their few values, how large their numbers are."""

from __future__ import annotations

from zerolint.facts.machine import Machine
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Sequence, Value
from zerolint.knowledge.lists import inside
from zerolint.knowledge.shapes import Shape
from zerolint.knowledge.tensors import make

MOST_DISTINCT = 16
MOST_NUMBERS = 2000
LARGEST = 1e100


def literal(m: Machine, operator: str, source: Value, place: Place) -> Value:
    """An array written out in the script; its values stay readable as its first operand."""
    values = _distinct(m, source)
    attributes = _squares(m, source)
    if values:
        attributes += (("values", Known(",".join(f"{each:g}" for each in sorted(values)))),)
    operands = (source, *inside(m, source))
    return make(m, operator, operands, place, shape=_literal_shape(m, source), attributes=attributes)


def _squares(m: Machine, source: Value) -> tuple[tuple[str, Value], ...]:
    """The smallest square among numbers, and the mean of all."""
    squares = [each * each for each in _numbers(m, source) or ()]
    if not squares:
        return ()
    return ("least square", Known(min(squares))), ("mean square", Known(sum(squares) / len(squares)))


def _numbers(m: Machine, value: Value) -> list[float] | None:
    """All numbers in nested lists; None where one is not known or a whole number too large for a float."""
    if isinstance(value, Known):
        fits = type(value.value) is float or (type(value.value) is int and abs(value.value) < LARGEST)
        return [float(value.value)] if fits else None
    items = m.elements(value) if isinstance(value, (Object, Sequence)) else None
    found: list[float] = []
    for each in items or ():
        inner = _numbers(m, each)
        if inner is None or len(found) > MOST_NUMBERS:
            return None
        found += inner
    return found if items is not None else None


def _distinct(m: Machine, value: Value) -> set[float] | None:
    """The different numbers in nested lists; None where they are not all known or more than a few."""
    if isinstance(value, Known):
        return {float(value.value)} if isinstance(value.value, (int, float)) else None
    items = m.elements(value) if isinstance(value, (Object, Sequence)) else None
    found: set[float] = set()
    for each in items or ():
        inner = _distinct(m, each)
        if inner is None or len(found) > MOST_DISTINCT:
            return None
        found |= inner
    return found if items is not None else None


def _literal_shape(m: Machine, value: Value) -> Shape | None:
    items = m.elements(value) if isinstance(value, (Object, Sequence)) else None
    if items is None:
        return () if isinstance(value, Known) else None
    inner = [_literal_shape(m, each) for each in items] or [()]
    if inner[0] is None:
        return None
    # Lists of unequal length are an array of lists.
    return (Known(len(items)), *(inner[0] if all(each == inner[0] for each in inner) else ()))

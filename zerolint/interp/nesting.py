"""Keeps what holds other things free of cycles and shallow, so that every walk over it ends.

A list may contain itself in Python, a model may be added to itself. Here the inner one becomes unknown as it is put
in, and so does what lies too deep: no walk over values has to think of either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from zerolint.facts.values import Choice, Object, Sequence, Unknown, Value
from zerolint.interp.callables import Entries

HOLDING = frozenset(
    {"items", "entries", "element", "layers", "steps", "transformers", "transformer_list", "features", "layer"}
)
"""Slots whose values are parts of their owner: what walks over values goes into them."""
DEEPEST = 32
"""Levels of things in things; code written by people stays below 8."""

AROUND = Unknown("something that contains itself")
TOO_DEEP = Unknown("something nested too deeply")


class Nesting:
    """How deep each object lies in others. On no path is an object less deep than is noted here."""

    def __init__(self, peek: Callable[[tuple[int, str]], Value | None]) -> None:
        """`peek` gives what a slot holds."""
        self._peek = peek
        self._levels: dict[int, int] = {}

    def bounded(self, owner: int, value: Value) -> Value:
        """What a holding slot of `owner` may be given: the value without what holds `owner` or lies too deep."""
        found = {part.key: part for part in _objects(value)}
        cut: dict[int, Unknown] = {}
        for key in found:
            reason = self._deepened(key, owner, self._levels.get(owner, 0) + 1)
            if reason is not None:
                cut[key] = reason
        return _without(value, cut) if cut else value

    def _deepened(self, key: int, owner: int, level: int) -> Unknown | None:
        """Note that an object lies so deep, and what it holds deeper; why it can't, where it can't."""
        raised: dict[int, int] = {}
        waiting = [(key, level)]
        while waiting:
            inner, deep = waiting.pop()
            if inner == owner:
                return AROUND
            if deep > DEEPEST:
                return TOO_DEEP
            if max(self._levels.get(inner, 0), raised.get(inner, 0)) >= deep:
                continue
            raised[inner] = deep
            for slot in HOLDING:
                held = self._peek((inner, slot))
                if held is not None:
                    waiting += [(part.key, deep + 1) for part in _objects(held)]
        self._levels.update(raised)
        return None


def _objects(value: Value) -> Iterator[Object]:
    """The objects that a value is or is made of."""
    match value:
        case Object():
            yield value
        case Sequence():
            for each in value.items:
                if isinstance(each, (Object, Sequence, Choice)):
                    yield from _objects(each)
        case Entries():
            for pair in value.items:
                for each in pair:
                    if isinstance(each, (Object, Sequence, Choice)):
                        yield from _objects(each)
        case Choice():
            for _, each in value.arms:
                yield from _objects(each)


def _without(value: Value, cut: dict[int, Unknown]) -> Value:
    """The value with some of its objects unknown."""
    match value:
        case Object():
            return cut.get(value.key, value)
        case Sequence():
            return replace(value, items=tuple(_without(each, cut) for each in value.items))
        case Entries():
            return replace(value, items=tuple((_without(a, cut), _without(b, cut)) for a, b in value.items))
        case Choice():
            return replace(value, arms=tuple((labels, _without(each, cut)) for labels, each in value.arms))
    return value

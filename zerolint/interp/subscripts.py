"""`owner[index]`: containers here, arrays by knowledge."""

from __future__ import annotations

from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Sequence, SliceOf, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.machine import Interpreter
from zerolint.knowledge import index


def subscript(m: Interpreter, owner: Value, key: Value, place: Place) -> Value:
    """The value of a subscript, for one alternative of owner and index."""
    if isinstance(owner, Object) and owner.kind == "dict":
        return _dict_item(m, owner, key, place)
    items: tuple[Value, ...] | None = None
    if isinstance(owner, (Sequence, Known)) or (isinstance(owner, Object) and owner.kind == "list"):
        items = m.elements(owner)
    if items is not None:
        return _sequence_item(m, owner, items, key, place)
    if isinstance(owner, Object) and owner.kind == "list":
        # A part of a list of unknown length is told apart by its rows, like an array's.
        whole = Unknown("a list", owner.key, place=owner.place)
        return index(m, whole, key, place) if isinstance(key, SliceOf) else containers.element(m, owner, place)
    return index(m, m.current(owner), key, place)


def _dict_item(m: Interpreter, owner: Object, key: Value, place: Place) -> Value:
    known = m.entries(owner)
    if known is None or not isinstance(key, containers.KEYS):
        return m.unknown("a key that is not known", place)
    found = known.get(key)
    if found is not None:
        return found
    return m.unknown(f"the key {key.value!r}" if isinstance(key, Known) else "a key", place)


def _sequence_item(m: Interpreter, owner: Value, items: tuple[Value, ...], key: Value, place: Place) -> Value:
    if isinstance(key, Known) and isinstance(key.value, int):
        if -len(items) <= key.value < len(items):
            return items[key.value]
        return m.unknown("an index out of range", place)
    if isinstance(key, SliceOf):
        bounds = [part.value for part in (key.start, key.stop, key.step) if isinstance(part, Known)]
        if len(bounds) == 3 and all(bound is None or isinstance(bound, int) for bound in bounds) and bounds[2] != 0:
            taken = items[slice(*bounds)]
            if isinstance(owner, Known):
                return Known("".join(str(item.value) for item in taken if isinstance(item, Known)), place=place)
            return (
                Sequence(taken, place=place) if isinstance(owner, Sequence) else containers.make_list(m, taken, place)
            )
    return m.unknown("an index that is not known", place)

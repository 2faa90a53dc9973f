"""`owner[index]`: containers here, instances by their class, arrays by knowledge."""

from __future__ import annotations

from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Sequence, SliceOf, Unknown, Value, marked
from zerolint.interp import containers, dicts, lists, namespaces
from zerolint.interp.branches import one_of
from zerolint.interp.dunders import special
from zerolint.interp.machine import Interpreter
from zerolint.interp.sizes import MOST_CHARACTERS
from zerolint.knowledge import index, item_set
from zerolint.knowledge.lists import listed
from zerolint.knowledge.records import NAMED_TUPLE


def subscript(m: Interpreter, owner: Value, key: Value, place: Place) -> Value:
    """The value of a subscript, for one alternative of owner and index."""
    if isinstance(owner, Object):
        own = special(m, "getitem", owner, (key,), place) if owner.kind not in ("list", "set") else None
        if own is not None:
            return own
        if owner.kind == "dict":
            return dicts.item(m, owner, key, place)
        if owner.kind == containers.NAMESPACE:
            return namespaces.item(m, owner, key, place)
        if owner.kind == NAMED_TUPLE and isinstance(key, (Known, SliceOf)):
            return subscript(m, Sequence(containers.elements(m, owner) or ()), key, place)
        if owner.kind == "list":
            return m.lift(
                lambda each: _list_item(m, owner, each, key, place), m.read(owner, "items") or Unknown("items")
            )
    if isinstance(owner, Known) and isinstance(owner.value, (str, bytes)):
        return _text_item(m, owner, key, place)
    if isinstance(owner, Sequence):
        return _item(m, owner, owner.items, key, place)
    return m.lift(lambda each: index(m, each, key, place), m.current(owner))


def store(m: Interpreter, owner: Value, key: Value, value: Value, place: Place) -> Value:
    """`owner[key] = value`, for one alternative of owner and index."""
    if isinstance(owner, Object) and special(m, "setitem", owner, (key, value), place) is not None:
        return NONE
    if isinstance(owner, Object) and owner.kind == "dict":
        dicts.store_item(m, owner, key, value)
    elif isinstance(owner, Object) and owner.kind == "list":
        lists.store_item(m, owner, key, value)
    elif isinstance(owner, Object) and owner.kind == containers.NAMESPACE:
        namespaces.store_name(m, owner, key, value)
    else:
        item_set(m, owner, key, value)
    return NONE


def _list_item(m: Interpreter, owner: Object, contents: Value, key: Value, place: Place) -> Value:
    if isinstance(contents, Sequence):
        return _item(m, owner, contents.items, key, place)
    if isinstance(key, SliceOf):
        # A part of a list of unknown length is told apart by its rows, like an array's.
        return index(m, listed(m, owner), key, place)
    last = lists.last_of(m, contents) if key == Known(-1) else None
    return containers.element(m, owner, place) if last is None else last


def _item(m: Interpreter, owner: Value, items: tuple[Value, ...], key: Value, place: Place) -> Value:
    if isinstance(key, Known) and isinstance(key.value, int):
        if -len(items) <= key.value < len(items):
            return marked(items[key.value], key)
        return m.unknown("an index out of range", place)
    window = _window(key)
    if window is not None:
        taken = items[window]
        return Sequence(taken, place=place) if isinstance(owner, Sequence) else containers.make_list(m, taken, place)
    any_of = one_of(m, dict(enumerate(items)), key)
    return m.unknown("an index that is not known", place) if any_of is None else any_of


def _text_item(m: Interpreter, owner: Known, key: Value, place: Place) -> Value:
    window = _window(key)
    position = key.value if isinstance(key, Known) and isinstance(key.value, int) else window
    if position is None or len(owner.value) > MOST_CHARACTERS:
        return m.unknown("an index that is not known", place)
    try:
        return marked(Known(owner.value[position], place=place), owner, key)
    except IndexError:
        return m.unknown("an index out of range", place)


def _window(key: Value) -> slice | None:
    """A slice with known bounds."""
    if not isinstance(key, SliceOf):
        return None
    bounds = [part.value for part in (key.start, key.stop, key.step) if isinstance(part, Known)]
    if len(bounds) < 3 or not all(bound is None or isinstance(bound, int) for bound in bounds) or bounds[2] == 0:
        return None
    return slice(*bounds)

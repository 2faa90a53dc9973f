"""What Python's containers and iterators hold: read from the heap, consumed, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from zerolint.facts import worlds
from zerolint.facts.influences import ANY_ITEM
from zerolint.facts.places import Place
from zerolint.facts.values import (
    ARGUMENT,
    OVERRIDABLE,
    Choice,
    Known,
    Object,
    Sequence,
    Tensor,
    Unknown,
    Value,
    alternatives,
)
from zerolint.facts.windows import Counted
from zerolint.interp.callables import ClassValue, Deferred, Entries
from zerolint.interp.concrete import MOST_ITEMS
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.made_by_pandas import is_table
from zerolint.knowledge.records import NAMED_TUPLE
from zerolint.knowledge.tensors import COLUMNS, ITEM, NAME, TURN, make
from zerolint.knowledge.tf_data import DATASET, drawn

NAMESPACE = "__dict__"
"""The kind of what `object.__dict__` and `vars(object)` give."""
CONTAINERS = frozenset({"list", "set", "dict"})
ITERATORS = frozenset({"iterator", "generator"})
"""Objects that give their items once."""
KNOWN_ITEMS = CONTAINERS | ITERATORS | {NAMED_TUPLE}
IN_USE = "an iterator in use"
CHANGEABLE = ("items", "entries", "layers", "element", "updated", "_loss_tracker", "of")
"""Slots that code which is not seen may write."""
MOST_FORGOTTEN = 64
_TURN = ((TURN, Known(True)),)
LISTED_AT_ONCE = 16
"""Items that may be listed for the price of one evaluation."""


def elements(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    """The items of an iterable of known length and order; None where unknown. An iterator keeps them.

    Costs as much as an evaluation: a list that holds one list a hundred times, which holds another a hundred times, is
    small, and what walks over it is not.
    """
    value = m.here(value)
    if isinstance(value, Sequence):
        return value.items
    if isinstance(value, Known) and isinstance(value.value, str) and len(value.value) <= MOST_ITEMS:
        return tuple(Known(character, place=value.place, marks=value.marks) for character in value.value)
    if not isinstance(value, Object) or not m.spend():
        return None
    if value.kind == "dict":
        known = entries(m, value)
        return None if known is None else tuple(known)
    if value.kind == NAMED_TUPLE:
        return tuple(m.attributes(value).values())
    items = _held(m, value)
    if isinstance(items, Deferred):
        m.write(value, "items", Unknown(IN_USE))
        found = items.run()
        # Where their number is not known, it can still be asked for a typical one.
        m.write(value, "items", items if found is None else Sequence(found))
        return found
    if not isinstance(items, Sequence) or value.kind not in ("list", "set", *ITERATORS):
        return None
    m.budget -= len(items.items) // LISTED_AT_ONCE
    # The order of a set is that of its hashes.
    return items.items if value.kind != "set" or len(items.items) < 2 else None


def consume(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    """The items, as a loop takes them: an iterator is empty afterwards."""
    value = m.here(value)
    own = m.iterated(value) if isinstance(value, Object) and value.kind not in KNOWN_ITEMS else None
    found = elements(m, value) if own is None else consume(m, own)
    if isinstance(value, Object) and value.kind in ITERATORS and found is not None:
        m.write(value, "items", Sequence(()))
    return found


def drain(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    """The items, for who takes all at once; where it is not known how many, what making them changes happens."""
    found = consume(m, value)
    if found is None:
        element(m, value, value.place)
    return found


def asked(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    """The items of something that is asked for some of them: what making the others changes may not happen yet."""
    newest = m.newest
    with m.heap.journal() as written:
        found = elements(m, value)
    own = value.key if isinstance(value, Object) else 0
    for slot in written:
        if slot[0] <= newest and slot[0] != own:
            m.heap.set(slot, m.unknown(f"changed by {IN_USE}"))
    return found


def begin(m: Interpreter, value: Value) -> None:
    """Something that stops early took items: what an iterator still holds is not known."""
    if isinstance(value, Object) and value.kind in ITERATORS:
        lose(m, value.key)


def lose(m: Interpreter, key: int) -> None:
    """It is not known any more what the iterator with this key holds."""
    for name in ("items", "element"):
        m.heap.set((key, name), Unknown(IN_USE))


def entries(m: Interpreter, value: Value) -> Mapping[Value, Value] | None:
    """The items of a dict with known keys; None where unknown."""
    if isinstance(value, Object) and value.kind == "dict" and m.spend():
        contents = m.read(value, "entries")
        if isinstance(contents, Entries):
            return dict(contents.items)
    if isinstance(value, Object) and value.kind == NAMESPACE:
        owner = m.read(value, "of")
        if isinstance(owner, Object) and owner.kind not in ("class", "module"):
            return {Known(name): each for name, each in m.attributes(owner).items()}
    return None


def typical(m: Interpreter, value: Value) -> Value | None:
    """One item that stands for all of an iterable of unknown length; None where nothing is known of its items."""
    if not isinstance(value, Object):
        return None
    if value.kind == DATASET:
        return drawn(m, value)
    items = _held(m, value)
    return items.typical() if isinstance(items, Deferred) else m.read(value, "element")


def _held(m: Interpreter, value: Object) -> Value | None:
    """What an iterable holds, on the paths on which it was made.

    Where it differs by path whether an iterator has run, it runs on those on which it has not; what is left is unknown.
    """
    items = m.read(value, "items")
    if not isinstance(items, Choice):
        return items
    arms = [(labels, each) for labels, each in items.arms if each is not UNSET]
    if len(arms) == 1:
        return arms[0][1]
    if any(isinstance(each, Deferred) for _, each in arms):
        m.fork(
            [(labels, each.typical if isinstance(each, Deferred) else partial(m.here, each)) for labels, each in arms]
        )
        lose(m, value.key)
        return Unknown(IN_USE)
    return items


def element(m: Interpreter, value: Value, place: Place) -> Value:
    """A typical item of an iterable whose length is not known."""
    if isinstance(value := m.here(value), Choice):
        item = m.lift(lambda each: element(m, each, place), value)
        for _, each in alternatives(value):
            begin(m, each)
        return item
    known = typical(m, value)
    if known is not None:
        return known
    if isinstance(value, Object) and value.kind not in CONTAINERS | ITERATORS:
        m.iterated(value)
    if isinstance(value, Object):
        items = m.read(value, "items")
        if isinstance(items, Choice):
            found = [each for _, arm in items.arms if isinstance(arm, Sequence) for each in arm.items]
            if found:
                return m.unknown("an item of a list that differs by branch", place)
    if isinstance(value, Tensor):
        # Who walks over a frame gets the names of its columns.
        return m.unknown(NAME, place) if is_table(value) else make(m, ITEM, (value,), place, attributes=_TURN)
    names = m.elements(value)
    if isinstance(value, Unknown) and value.reason == COLUMNS:
        return m.unknown(NAME, place)
    if names and all(isinstance(each, Known) and isinstance(each.value, str) for each in names):
        return m.unknown(NAME, place)
    if isinstance(value, Unknown) and value.reason.startswith(ARGUMENT):
        # What iterates over data that its caller gives is given these.
        return m.unknown(value.reason, place)
    item = m.unknown(ANY_ITEM, place)
    step = m.read(value, "step") if isinstance(value, Object) and value.kind == "list" else None
    if step is not None:
        m.event(Counted(place=place, number=item, step=step))
    return item


def length(m: Interpreter, value: Value) -> Value:
    """How many items an iterable gives; of arrays a formula over their size. An iterator stays unasked."""
    if isinstance(value, Object):
        stored = m.read(value, "length") if value.kind in CONTAINERS | ITERATORS else None
        if value.kind not in CONTAINERS or stored is not None:
            return stored or Unknown(f"the items of a {value.kind}")
    items = elements(m, value)
    if items is not None:
        return Known(len(items))
    value = m.current(value)
    if isinstance(value, Tensor) and value.rows is not None:
        return worlds.size(value.rows)
    return Unknown("the items of something unknown")


def make_list(m: Interpreter, items: tuple[Value, ...], place: Place) -> Object:
    """A new list object."""
    return m.new("list", place, {"items": Sequence(items, place=place)})


def make_dict(m: Interpreter, items: Mapping[Value, Value], place: Place) -> Object:
    """A new dict object with known keys."""
    return m.new("dict", place, {"entries": Entries(tuple(items.items()), place=place)})


def make_iterator(
    m: Interpreter,
    run: Callable[[], tuple[Value, ...] | None],
    typical: Callable[[], Value],
    place: Place,
    length: Value | None = None,
    *,
    aligned: bool = False,
) -> Object:
    """A new iterator; its items are worked out when they are asked for.

    `length` is how many, as far as known; `aligned` that the nth is made from the nth item of lists alone.
    """
    m.irregular += 1
    slots: dict[str, Value] = {"items": Deferred(run, typical)}
    if length is not None:
        slots["length"] = length
    if aligned:
        slots["aligned"] = Known(True)
    return m.new("iterator", place, slots)


def forget(m: Interpreter, value: Value, reason: str) -> None:
    """Something unseen may have changed this and everything it reaches.

    Lists and sets lose their contents. What dicts and the script's own objects hold stays, and the layers of
    models, marked as overridable: code that is not seen seldom changes a configuration or a model.
    """
    waiting = [value]
    seen: set[int] = set()
    while waiting and len(seen) < MOST_FORGOTTEN:
        each = waiting.pop()
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, Sequence):
            waiting += each.items
        elif isinstance(each, Object) and each.key not in seen:
            seen.add(each.key)
            waiting += _forget_one(m, each, reason)


def _forget_one(m: Interpreter, owner: Object, reason: str) -> list[Value]:
    """Forget one object's contents; gives what it held."""
    held: list[Value] = []
    for slot in CHANGEABLE:
        contents = m.read(owner, slot)
        if contents is None or isinstance(contents, Deferred):
            continue
        held += contents.items if isinstance(contents, Sequence) else [contents]
        if isinstance(contents, Entries):
            held += [each for _, each in contents.items]
        if slot in ("entries", "layers"):
            m.write(owner, slot, doubtful(contents))
        elif slot not in ("element", "of") or owner.kind in CONTAINERS:
            m.write(owner, slot, Unknown(reason))
    if isinstance(m.read(owner, "__class__"), ClassValue):
        for name in m.attribute_names.get(owner.key, ()):
            attribute = m.read(owner, name)
            if attribute is not None:
                held.append(attribute)
                doubted = doubtful(attribute)
                if doubted is not attribute:
                    m.write(owner, name, doubted)
    return held


def doubtful(value: Value) -> Value:
    """The value, marked as one that code outside may have changed; itself where there is nothing to mark."""
    if isinstance(value, Choice):
        arms = tuple((labels, doubtful(each)) for labels, each in value.arms)
        same = all(new is old for (_, new), (_, old) in zip(arms, value.arms, strict=True))
        return value if same else Choice(arms, place=value.place)
    if isinstance(value, Entries):
        pairs = tuple((key, doubtful(each)) for key, each in value.items)
        return replace(value, items=pairs, marks=value.marks | {OVERRIDABLE})
    if isinstance(value, Sequence):
        items = tuple(map(doubtful, value.items))
        return replace(value, items=items, marks=value.marks | {OVERRIDABLE})
    return replace(value, marks=value.marks | {OVERRIDABLE}) if isinstance(value, Known) else value


def only_doubted(before: Value | None, after: Value) -> Value | None:
    """The value where all that a turn does to it, perhaps on some paths alone, is to make it doubtful."""
    if before is None or isinstance(before, Choice):
        return None
    found = [each for _, each in alternatives(after)]
    most = max(found, key=lambda each: len(each.marks))
    return most if all(each == before and each.marks <= most.marks for each in (before, *found)) else None

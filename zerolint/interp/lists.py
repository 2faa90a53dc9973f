"""Methods and item assignment of lists and sets, for one alternative of their contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from zerolint.facts.influences import TURN
from zerolint.facts.places import Place
from zerolint.facts.values import (
    NONE,
    Choice,
    Known,
    Object,
    Sequence,
    SliceOf,
    Tensor,
    Unknown,
    Value,
    alternatives,
    choose,
)
from zerolint.interp import containers
from zerolint.interp.concrete import MOST_ITEMS, NotConcrete, abstract, concrete, hash_key
from zerolint.interp.machine import Interpreter, soft
from zerolint.interp.summaries import same
from zerolint.knowledge.lists import in_turn


@dataclass(frozen=True, slots=True)
class Change:
    """One operation on a list: its owner, what it holds (None: not known), the arguments."""

    m: Interpreter
    owner: Object
    items: tuple[Value, ...] | None
    arguments: tuple[Value, ...]
    place: Place

    def put(self, items: tuple[Value, ...] | None, *added: Value) -> Value:
        """The list holds these now; None for contents that are no longer known, of which `added` are new."""
        if items is None or len(items) > MOST_ITEMS:
            element = self._one_of(added)
            self.m.write(self.owner, "items", Unknown("a list whose items are not known"))
            self.m.write(self.owner, "element", element)
        else:
            self.m.write(self.owner, "items", Sequence(items, place=self.owner.place))
        return NONE

    def _one_of(self, added: tuple[Value, ...]) -> Value:
        """A typical item of a list of unknown length: what one was before, or one of those that were added."""
        before = self.m.read(self.owner, "element")
        if before is None or not added:
            return self.m.unknown("an item of an unknown list", self.place)
        kinds = [each for _, each in alternatives(before)]
        if all(any(same(each, kind) for kind in kinds) for each in added):
            return before
        branch = self.m.fresh()
        return choose([(soft(branch, arm), each) for arm, each in enumerate((before, *added))])

    def number(self, position: int, default: int | None = None) -> int | None:
        """The argument at this position where it is a known integer."""
        if position >= len(self.arguments):
            return default
        given = self.arguments[position]
        return given.value if isinstance(given, Known) and isinstance(given.value, int) else None


def method(
    m: Interpreter, owner: Object, name: str, arguments: tuple[Value, ...], keywords: Any, place: Place
) -> Value:
    """A method of a list or set; one that is not modelled leaves the contents unknown."""
    table = LIST_METHODS if owner.kind == "list" else SET_METHODS

    def run(contents: Value) -> Value:
        change = Change(m, owner, contents.items if isinstance(contents, Sequence) else None, arguments, place)
        if name == "sort":
            return _sort(change, keywords)
        handler = table.get(name)
        if handler is not None:
            return handler(change)
        change.put(None)
        return m.unknown(f"{owner.kind}.{name}", place)

    return m.lift(run, m.read(owner, "items") or Unknown("items"))


def of_turn(m: Interpreter, item: Value, owner: Object | None = None) -> Value:
    """An item that a turn of a loop makes for a list from before the turn, marked with the turn.

    What was learned in that turn is the item's own; what is older it shares with the others.
    """
    if m.turn == 0 or (owner is not None and owner.key > m.turn):
        return item
    turn = Unknown("a turn of a loop", m.turn)
    if isinstance(item, Tensor):
        return in_turn(item, turn)
    if isinstance(item, Choice):
        return replace(item, arms=tuple((labels, of_turn(m, each, owner)) for labels, each in item.arms))
    if isinstance(item, Sequence):
        return replace(item, items=tuple(of_turn(m, each, owner) for each in item.items))
    if isinstance(item, Object) and item.kind == "list":
        m.write(item, TURN, turn)
    return item


def _append(change: Change) -> Value:
    m, owner = change.m, change.owner
    added = tuple(of_turn(m, each, owner) for each in change.arguments[:1])
    result = change.put(None if change.items is None else (*change.items, *added), *added)
    if change.items is None and added and m.turn == 0:
        # Whatever changes the list later puts other contents in the place of these.
        contents = m.unknown("a list of which the last item is known")
        m.write(owner, "items", contents)
        m.write(Object(contents.key, "contents"), LAST, added[0])
    return result


LAST = "last"
"""The slot of contents that are not known with the item that was appended to them."""


def last_of(m: Interpreter, contents: Value) -> Value | None:
    """The last item of a list of unknown contents, where it was appended; None where it is not known."""
    key = contents.key if isinstance(contents, Unknown) else 0
    known = m.read(Object(key, "contents"), LAST) if key else None
    return None if known is None else m.here(known)


def _extend(change: Change) -> Value:
    m, given = change.m, change.arguments[0] if change.arguments else NONE
    more = containers.consume(m, given)
    added = (containers.element(m, given, change.place),) if more is None else more
    added = tuple(of_turn(m, each, change.owner) for each in added)
    return change.put(None if more is None or change.items is None else change.items + added, *added)


def _insert(change: Change) -> Value:
    at = change.number(0)
    added = tuple(of_turn(change.m, each, change.owner) for each in change.arguments[1:2])
    if change.items is None or at is None or not added:
        return change.put(None, *added)
    return change.put((*change.items[:at], *added, *change.items[at:]))


def _pop(change: Change) -> Value:
    at = change.number(0, -1)
    items = change.items
    if items is None or at is None or not -len(items) <= at < len(items):
        change.put(None)
        return change.m.unknown("an item of an unknown list", change.place)
    left = list(items)
    taken = left.pop(at)
    change.put(tuple(left))
    return taken


def _remove(change: Change) -> Value:
    at = _position(change)
    if change.items is None or at is None:
        return change.put(None)
    return change.put(change.items[:at] + change.items[at + 1 :])


def _position(change: Change) -> int | None:
    """Where the argument is in the list; None where that is not known."""
    try:
        wanted = concrete(change.m, change.arguments[0])
        return [concrete(change.m, each) for each in change.items or ()].index(wanted)
    except (NotConcrete, ValueError, IndexError):
        return None


def _index(change: Change) -> Value:
    at = _position(change)
    known = at is not None and len(change.arguments) == 1
    return Known(at, place=change.place) if known else change.m.unknown("list.index", change.place)


def _count(change: Change) -> Value:
    if change.items is None or len(change.arguments) != 1:
        return change.m.unknown("list.count", change.place)
    try:
        wanted = concrete(change.m, change.arguments[0])
        found = [concrete(change.m, each) for each in change.items].count(wanted)
    except NotConcrete:
        return change.m.unknown("list.count", change.place)
    return Known(found, place=change.place)


def _copy(change: Change) -> Value:
    contents = Unknown("a list whose items are not known") if change.items is None else Sequence(change.items)
    return change.m.new(change.owner.kind, change.place, {"items": contents})


def _sort(change: Change, keywords: Any) -> Value:
    return change.put(ordered(change.m, change.items, keywords, change.place))


def ordered(m: Interpreter, items: tuple[Value, ...] | None, keywords: Any, place: Place) -> tuple[Value, ...] | None:
    """The items in sorted order, each the value it was; None where they can't be compared here."""
    if items is None or not set(keywords) <= {"key", "reverse"}:
        return None
    function = keywords.get("key", NONE)
    try:
        keys = [concrete(m, each if function == NONE else m.call(function, (each,), {}, place)) for each in items]
        reverse = bool(concrete(m, keywords["reverse"])) if "reverse" in keywords else False
        return tuple(items[at] for at in sorted(range(len(items)), key=keys.__getitem__, reverse=reverse))
    except (NotConcrete, TypeError):
        return None


LIST_METHODS: dict[str, Callable[[Change], Value]] = {
    "append": _append,
    "extend": _extend,
    "insert": _insert,
    "pop": _pop,
    "remove": _remove,
    "clear": lambda change: change.put(()),
    "reverse": lambda change: change.put(None if change.items is None else change.items[::-1]),
    "copy": _copy,
    "index": _index,
    "count": _count,
}


def distinct(m: Interpreter, items: tuple[Value, ...] | None) -> tuple[Value, ...] | None:
    """The items of a set: the first of those that are equal; None where equality is not known."""
    found: dict[Any, Value] = {}
    for each in items or ():
        key = hash_key(m, each)
        if key is None:
            return None
        found.setdefault(key, each)
    return None if items is None else tuple(found.values())


def make_set(m: Interpreter, items: tuple[Value, ...] | None, place: Place) -> Object:
    """A new set of these items; None where they are not known."""
    kept = distinct(m, items)
    return m.new(
        "set", place, {"items": Unknown("a set whose items are not known") if kept is None else Sequence(kept)}
    )


def _add(change: Change) -> Value:
    return change.put(None if change.items is None else distinct(change.m, (*change.items, *change.arguments[:1])))


def _update(change: Change) -> Value:
    items = change.items
    for each in change.arguments:
        more = members(change.m, each)
        items = None if items is None or more is None else distinct(change.m, items + more)
    return change.put(items)


def members(m: Interpreter, value: Value) -> tuple[Value, ...] | None:
    """The items of an iterable where their order does not matter."""
    if isinstance(value, Object) and value.kind == "set":
        items = m.read(value, "items")
        return items.items if isinstance(items, Sequence) else None
    return containers.drain(m, value)


def _combined(operation: str) -> Callable[[Change], Value]:
    def run(change: Change) -> Value:
        try:
            first = {concrete(change.m, each) for each in change.items or ()}
            others = [
                {concrete(change.m, each) for each in members(change.m, other) or ()} for other in change.arguments
            ]
        except (NotConcrete, TypeError):
            return change.m.unknown(f"set.{operation}", change.place)
        if change.items is None or any(members(change.m, other) is None for other in change.arguments):
            return change.m.unknown(f"set.{operation}", change.place)
        return abstract(change.m, getattr(first, operation)(*others), change.place)

    return run


def _discard(change: Change) -> Value:
    wanted = hash_key(change.m, change.arguments[0]) if change.arguments else None
    if change.items is None or wanted is None:
        return change.put(None)
    return change.put(tuple(each for each in change.items if hash_key(change.m, each) != wanted))


OPERATIONS = "union intersection difference symmetric_difference issubset issuperset isdisjoint".split()
SET_METHODS: dict[str, Callable[[Change], Value]] = {
    "add": _add,
    "update": _update,
    "discard": _discard,
    "remove": _discard,
    "clear": lambda change: change.put(()),
    "copy": _copy,
    **{
        name: _combined(name)
        for name in (
            "union",
            "intersection",
            "difference",
            "symmetric_difference",
            "issubset",
            "issuperset",
            "isdisjoint",
        )
    },
}


def store_item(m: Interpreter, owner: Object, index: Value, value: Value) -> None:
    """`owner[index] = value` on a list, for one alternative of the index."""

    def run(contents: Value) -> Value:
        items = contents.items if isinstance(contents, Sequence) else None
        change = Change(m, owner, items, (index, value), owner.place)
        return change.put(_stored(m, items, index, value), *(() if isinstance(index, SliceOf) else (value,)))

    m.lift(run, m.read(owner, "items") or Unknown("items"))


def _stored(
    m: Interpreter, items: tuple[Value, ...] | None, index: Value, value: Value | None
) -> tuple[Value, ...] | None:
    """The items with one, or a slice of them, replaced; deleted where `value` is None."""
    more = containers.drain(m, value) if isinstance(index, SliceOf) and value is not None else ()
    if items is None or more is None:
        return None
    changed = list(items)
    try:
        if isinstance(index, SliceOf):
            where = slice(*(concrete(m, part) for part in (index.start, index.stop, index.step)))
            changed[where] = more
        elif not isinstance(index, Known) or not isinstance(index.value, int):
            return None
        elif value is None:
            del changed[index.value]
        else:
            changed[index.value] = value
    except (NotConcrete, IndexError, TypeError, ValueError):
        return None
    return tuple(changed)


def delete_item(m: Interpreter, owner: Object, index: Value) -> None:
    """`del owner[index]` on a list."""

    def run(contents: Value) -> Value:
        items = contents.items if isinstance(contents, Sequence) else None
        return Change(m, owner, items, (), owner.place).put(_stored(m, items, index, None))

    m.lift(run, m.read(owner, "items") or Unknown("items"))

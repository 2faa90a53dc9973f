"""Methods and item assignment of dicts, for one alternative of their contents."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from zerolint.facts.costs import PLACEHOLDERS
from zerolint.facts.feeds import FeedWritten
from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import (
    NONE,
    OVERRIDABLE,
    Known,
    Method,
    Object,
    Sequence,
    Tensor,
    Unknown,
    Value,
)
from zerolint.interp import containers
from zerolint.interp.branches import one_of
from zerolint.interp.callables import Entries
from zerolint.interp.concrete import MOST_ITEMS, hash_key
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.attribute_dicts import COPYING, KEEPING, MERGING, SETTING
from zerolint.knowledge.records import BY_ATTRIBUTE

Pairs = dict[Hashable, tuple[Value, Value]]
"""The contents by what Python tells keys apart by."""


def pairs_of(m: Interpreter, contents: Value | None) -> Pairs | None:
    """The contents of a dict; None where they are not known."""
    if not isinstance(contents, Entries):
        return None
    found: Pairs = {}
    for key, value in contents.items:
        known = hash_key(m, key)
        if known is None:
            return None
        # An equal key keeps its first spelling, as in Python.
        found[known] = (found[known][0] if known in found else key, value)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One operation on a dict: its owner, what it holds (None: not known), the arguments.

    `whole`: no code that is not seen may have added keys.
    """

    m: Interpreter
    owner: Object
    pairs: Pairs | None
    whole: bool
    arguments: tuple[Value, ...]
    keywords: Mapping[str, Value]
    place: Place

    def put(self, pairs: Pairs | None) -> Value:
        """The dict holds these now; None for contents that are no longer known."""
        known = pairs is not None and len(pairs) <= MOST_ITEMS
        marks = frozenset[str]() if self.whole else frozenset({OVERRIDABLE})
        contents: Value = Unknown("a dict whose keys are not known")
        if pairs is not None and known:
            contents = Entries(tuple(pairs.values()), marks=marks)
        self.m.write(self.owner, "entries", contents)
        return NONE

    def unknown(self) -> Value:
        """What is read where the key or the contents are not known."""
        return self.m.unknown("a dict whose keys are not known" if self.pairs is None else "a key", self.place)

    @property
    def key(self) -> Hashable | None:
        """The first argument as a key."""
        return hash_key(self.m, self.arguments[0]) if self.arguments else None

    @property
    def default(self) -> Value:
        """The second argument, or None."""
        return self.arguments[1] if len(self.arguments) > 1 else NONE


def method(
    m: Interpreter, owner: Object, name: str, arguments: tuple[Value, ...], keywords: Mapping[str, Value], place: Place
) -> Value:
    """A method of a dict; one that is not modelled leaves the contents unknown."""

    def run(contents: Value, *given: Value) -> Value:
        change = Change(m, owner, pairs_of(m, contents), _whole(contents), (*given, *arguments[1:]), keywords, place)
        handler = METHODS.get(name)
        if handler is not None:
            return handler(change)
        change.put(None)
        return m.unknown(f"dict.{name}", place)

    return m.lift(run, m.read(owner, "entries") or Unknown("entries"), *arguments[:1])


def _whole(contents: Value) -> bool:
    return OVERRIDABLE not in contents.marks


def _get(change: Change) -> Value:
    if change.pairs is None or change.key is None:
        any_of = _any_of(change.m, change.pairs, change.arguments[0]) if change.arguments else None
        return change.unknown() if any_of is None else any_of
    if change.key in change.pairs:
        return change.pairs[change.key][1]
    return change.default if change.whole else change.unknown()


def _setdefault(change: Change) -> Value:
    if change.pairs is None or change.key is None:
        change.put(None)
        return change.unknown()
    if change.key not in change.pairs:
        default = change.default if change.whole else change.unknown()
        change.put({**change.pairs, change.key: (change.arguments[0], default)})
        return default
    return change.pairs[change.key][1]


def _pop(change: Change) -> Value:
    if change.pairs is None or change.key is None:
        change.put(None)
        return change.unknown()
    if change.key not in change.pairs:
        return change.default if len(change.arguments) > 1 and change.whole else change.unknown()
    change.put({key: pair for key, pair in change.pairs.items() if key != change.key})
    return change.pairs[change.key][1]


def _update(change: Change) -> Value:
    changed = None if change.pairs is None else dict(change.pairs)
    if change.arguments:
        more = pairs_from(change.m, change.arguments[0])
        changed = None if more is None or changed is None else merged(changed, more)
    named = {hash_key(change.m, Known(key)): (Known(key), value) for key, value in change.keywords.items()}
    return change.put(None if changed is None else merged(changed, named))


def merged(first: Pairs, second: Mapping[Hashable | None, tuple[Value, Value]]) -> Pairs:
    """The first with the values of the second; keys keep their first spelling."""
    changed = dict(first)
    for key, (spelled, value) in second.items():
        changed[key] = (changed[key][0] if key in changed else spelled, value)
    return changed


def pairs_from(m: Interpreter, source: Value) -> Pairs | None:
    """What `dict(source)` holds: of another dict, or of an iterable of pairs."""
    if isinstance(source, Object) and source.kind == "dict":
        return pairs_of(m, m.read(source, "entries"))
    if isinstance(source, Object) and source.kind == containers.NAMESPACE:
        known = containers.entries(m, source)
        return None if known is None else pairs_of(m, Entries(tuple(known.items())))
    items = containers.drain(m, source)
    found: Pairs = {}
    for each in items or ():
        pair = containers.consume(m, each)
        key = hash_key(m, pair[0]) if pair is not None and len(pair) == 2 else None
        if pair is None or key is None:
            return None
        found[key] = (found[key][0] if key in found else pair[0], pair[1])
    return None if items is None else found


def _set(change: Change) -> Value:
    """`hparams.add_hparam("lr", 0.1)`."""
    known = change.pairs is not None and change.key is not None
    pair = {change.key: (change.arguments[0], change.default)} if known else {}
    return change.put(merged(change.pairs, pair) if change.pairs is not None and pair else None)


def _listed(pick: Callable[[Value, Value], Value]) -> Callable[[Change], Value]:
    def run(change: Change) -> Value:
        if change.pairs is None or not change.whole:
            return change.unknown()
        items = tuple(pick(key, value) for key, value in change.pairs.values())
        return containers.make_list(change.m, items, change.place)

    return run


def _copy(change: Change) -> Value:
    return change.m.copied(change.owner, change.place, deep=False)


def _popitem(change: Change) -> Value:
    if not change.pairs or not change.whole:
        change.put(None)
        return change.unknown()
    *rest, last = change.pairs.items()
    change.put(dict(rest))
    return Sequence(last[1])


METHODS: dict[str, Callable[[Change], Value]] = {
    "get": _get,
    "setdefault": _setdefault,
    "pop": _pop,
    "popitem": _popitem,
    "update": _update,
    "clear": lambda change: change.put({}),
    "items": _listed(lambda key, value: Sequence((key, value))),
    "keys": _listed(lambda key, value: key),
    "values": _listed(lambda key, value: value),
    "copy": _copy,
    **dict.fromkeys(KEEPING, lambda change: change.m.unknown("a method of a configuration", change.place)),
    **dict.fromkeys(COPYING, lambda change: change.m.copied(change.owner, change.place, deep=True)),
    **dict.fromkeys(MERGING, _update),
    **dict.fromkeys(SETTING, _set),
}


def has_method(name: str) -> bool:
    """Whether every dict has a method of this name."""
    return name in METHODS


def item(m: Interpreter, owner: Object, key: Value, place: Place) -> Value:
    """`owner[key]`, for one alternative of the key."""

    def run(contents: Value) -> Value:
        pairs, known = pairs_of(m, contents), hash_key(m, key)
        if pairs is None or known is None:
            any_of = _any_of(m, pairs, key)
            return m.unknown("a key that is not known", place) if any_of is None else any_of
        if known in pairs:
            return pairs[known][1]
        return m.unknown(f"the key {key.value!r}" if isinstance(key, Known) else "a key", place)

    return m.lift(run, m.read(owner, "entries") or Unknown("entries"))


def _any_of(m: Interpreter, pairs: Pairs | None, key: Value) -> Value | None:
    """What a key that is not known finds in a dict: `NETWORKS[name]`."""
    return None if pairs is None else one_of(m, {name: value for name, (_, value) in pairs.items()}, key)


def attribute(m: Interpreter, owner: Object, name: str, place: Place) -> Value | None:
    """`owner.name` of a dict whose items are attributes; None for a method, or for a dict without attributes."""
    mark = m.read(owner, BY_ATTRIBUTE)
    if mark is None:
        return None

    def run(contents: Value) -> Value:
        pairs = pairs_of(m, contents)
        found = None if pairs is None else pairs.get(hash_key(m, Known(name)))
        if found is not None:
            return found[1]
        if name in METHODS:
            return Method(owner, name, place=place)
        if mark != Known(True) or pairs is None or not _whole(contents):
            return m.unknown(f"the attribute {name}", place)
        made = m.new("dict", place, {"entries": Entries(()), BY_ATTRIBUTE: mark})
        store_item(m, owner, Known(name), made)
        return made

    return m.lift(run, m.read(owner, "entries") or Unknown("entries"))


def unbound(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value | None:
    """`dict.get(config, "lr")`, `dict.fromkeys(names, 0.1)`: a method that is called on the class."""
    owner, *given = arguments.positional or (NONE,)
    if name == "fromkeys":
        keys = containers.drain(m, owner)
        known = keys is not None and all(hash_key(m, key) is not None for key in keys)
        return containers.make_dict(m, dict.fromkeys(keys or (), (*given, NONE)[0]), place) if known else None
    if not isinstance(owner, Object) or owner.kind != "dict" or arguments.opaque:
        return None
    match name, given:
        case "__getitem__", [key]:
            return m.lift(lambda each: item(m, owner, each, place), key)
        case "__setitem__", [key, value]:
            return m.lift(lambda each: stored(m, owner, each, value), key)
        case "__delitem__", [key]:
            return m.lift(lambda each: stored(m, owner, each, None), key)
    return method(m, owner, "update" if name == "__init__" else name, tuple(given), arguments.keywords, place)


def begin(m: Interpreter, owner: Object, arguments: Arguments, place: Place) -> None:
    """The constructor of a dict runs on an instance of a class of the script's own."""
    if arguments.opaque:
        m.write(owner, "entries", Unknown("a dict of unknown items"))
    else:
        method(m, owner, "update", arguments.positional[:1], arguments.keywords, place)


def stored(m: Interpreter, owner: Object, key: Value, value: Value | None) -> Value:
    """`store_item` as an expression: gives None."""
    store_item(m, owner, key, value)
    return NONE


def store_item(m: Interpreter, owner: Object, key: Value, value: Value | None) -> None:
    """`owner[key] = value`, or `del owner[key]` where the value is None, for one alternative of the key."""

    def run(contents: Value) -> Value:
        pairs, known = pairs_of(m, contents), hash_key(m, key)
        change = Change(m, owner, pairs, _whole(contents), (), {}, owner.place)
        if pairs is None or known is None:
            return change.put(None)
        if value is None:
            return change.put({each: pair for each, pair in pairs.items() if each != known})
        return change.put(merged(pairs, {known: (key, value)}))

    m.lift(run, m.read(owner, "entries") or Unknown("entries"))
    if isinstance(key, Tensor) and key.operator in PLACEHOLDERS and value is not None:
        m.event(FeedWritten(place=owner.place, placeholder=key, value=value))

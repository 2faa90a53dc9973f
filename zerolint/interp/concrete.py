"""Values that are known all the way down, as Python's own objects: what is pure on them Python computes itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from zerolint.facts.places import Place
from zerolint.facts.values import (
    MEMBER,
    NONE,
    OVERRIDABLE,
    Choice,
    Known,
    Object,
    Sequence,
    Symbol,
    Tensor,
    Unknown,
    Value,
)
from zerolint.interp.callables import ClassValue, Closure, Entries
from zerolint.interp.machine import Interpreter
from zerolint.interp.sizes import MOST_CHARACTERS, small_call

MOST_ITEMS = 512
"""Containers with more items are not computed with."""
DEEPEST = 8
PRINTING = frozenset(("str", "repr", "ascii", "format", "str.format", "str.format_map", "formatted text"))
"""What makes text of a value, which of a member of an enumeration may be its name."""
SYMBOLIC = ("tf.", "keras.", "input")
"""What a tensor of a graph is made by: as a key it goes by identity, where a number would by its value."""


class NotConcrete(Exception):
    """Some part of the value is not known."""


def concrete(m: Interpreter, value: Value, deepest: int = DEEPEST) -> Any:
    """The Python object that this value is, its containers copied; raises NotConcrete."""
    if isinstance(value, Known):
        return value.value
    if deepest == 0 or not m.spend():
        raise NotConcrete
    if isinstance(value, Sequence):
        return tuple(concrete(m, each, deepest - 1) for each in value.items)
    if isinstance(value, Object) and value.kind in ("list", "set"):
        items = m.read(value, "items")
        if isinstance(items, Sequence):
            made = [concrete(m, each, deepest - 1) for each in items.items]
            return made if value.kind == "list" else set(made)
    if isinstance(value, Object) and value.kind == "dict":
        entries = m.read(value, "entries")
        if isinstance(entries, Entries) and OVERRIDABLE not in entries.marks:
            pairs = [(concrete(m, key, deepest - 1), concrete(m, each, deepest - 1)) for key, each in entries.items]
            return dict(pairs)
    raise NotConcrete


def abstract(m: Interpreter, value: Any, place: Place) -> Value:
    """A Python object as a value; containers become new ones."""
    if isinstance(value, tuple):
        return Sequence(tuple(abstract(m, each, place) for each in value), place=place)
    if isinstance(value, list):
        return m.new("list", place, {"items": Sequence(tuple(abstract(m, each, place) for each in value))})
    if isinstance(value, (set, frozenset)):
        return m.new("set", place, {"items": Sequence(tuple(abstract(m, each, place) for each in value))})
    if isinstance(value, dict):
        pairs = tuple((abstract(m, key, place), abstract(m, each, place)) for key, each in value.items())
        return m.new("dict", place, {"entries": Entries(pairs)})
    return Known(value, place=place)


def compute(
    m: Interpreter,
    name: str,
    function: Callable[..., Any],
    values: tuple[Value, ...],
    keywords: Mapping[str, Value],
    place: Place,
) -> Value:
    """What Python computes of known values; Unknown where one is not known, or where it raises or grows."""
    try:
        arguments = [concrete(m, each) for each in values]
        named = {key: concrete(m, each) for key, each in keywords.items()}
    except NotConcrete:
        return m.unknown(f"call of {name}", place)
    if name in PRINTING and any(prints_its_name(m, each) for each in (*values, *keywords.values())):
        return m.unknown("the text of a member of an enumeration", place)
    if not small_call(name, arguments, named):
        return m.unknown(f"too large a result of {name}", place)
    try:
        result = function(*arguments, **named)
    except Exception:
        # The script raises here as well; nothing is known behind it.
        return m.unknown(f"{name}() raises", place)
    if isinstance(result, (str, bytes)) and len(result) > MOST_CHARACTERS:
        return m.unknown("too long a text", place)
    if isinstance(result, (list, tuple, dict, set)) and len(result) > MOST_ITEMS:
        return m.unknown("too long a list", place)
    return marked_by(m, abstract(m, result, place), *values, *keywords.values())


def prints_its_name(m: Interpreter, value: Value) -> bool:
    """Whether a number or text is, or holds, a member of an enumeration."""
    return MEMBER in marks_in(m, value)


def marked_by(m: Interpreter, result: Value, *sources: Value) -> Value:
    """The result, and what is inside it, with the marks of everything inside what it was computed from."""
    marks = frozenset[str]().union(*(marks_in(m, each) for each in sources))
    return _with_marks(m, result, marks) if marks else result


def _with_marks(m: Interpreter, value: Value, marks: frozenset[str]) -> Value:
    if isinstance(value, Sequence):
        items = tuple(_with_marks(m, each, marks) for each in value.items)
        return replace(value, items=items, marks=value.marks | marks)
    if isinstance(value, Object) and value.kind in ("list", "set"):
        contents = m.read(value, "items")
        if contents is not None:
            m.write(value, "items", _with_marks(m, contents, marks))
        return value
    return replace(value, marks=value.marks | marks) if isinstance(value, Known) else value


def marks_in(m: Interpreter, value: Value, deepest: int = 3) -> frozenset[str]:
    """The marks of a value and of what it contains."""
    found = value.marks
    parts: tuple[Value, ...] = ()
    if deepest == 0 or not isinstance(value, (Sequence, Object)) or not m.spend():
        return found
    if isinstance(value, Sequence):
        parts = value.items
    elif isinstance(value, Object) and value.kind in ("list", "set", "dict"):
        contents = m.read(value, "entries" if value.kind == "dict" else "items")
        if isinstance(contents, Sequence):
            parts = contents.items
        elif isinstance(contents, Entries):
            parts = tuple(each for _, each in contents.items)
    return found.union(*(marks_in(m, each, deepest - 1) for each in parts)) if parts else found


def hash_key(m: Interpreter, value: Value) -> Hashable | None:
    """What Python's dict and set tell keys apart by: equal numbers are one key; None where it is not known."""
    match value:
        case Known():
            return ("known", value.value)
        case Sequence():
            parts = tuple(hash_key(m, each) for each in value.items)
            return None if None in parts else ("tuple", parts)
        case Symbol():
            return ("symbol", value.name)
        case Tensor() if value.operator.startswith(SYMBOLIC):
            return ("array", value.key)
        case Closure():
            return ("function", id(value.node), value.scopes)
        case ClassValue():
            return ("class", value.key)
        case Object() if value.kind not in ("list", "set", "dict") and m.hashed_by_identity(value):
            return ("object", value.key)
    return None


def holds(m: Interpreter, container: Value, item: Value) -> bool | None:
    """Whether a container holds an item, a dict as a key; None where that is not known."""
    try:
        return bool(concrete(m, item) in concrete(m, container))
    except (NotConcrete, TypeError):
        pass
    contents = container
    if isinstance(container, Object) and container.kind in ("list", "set", "dict"):
        contents = m.read(container, "entries" if container.kind == "dict" else "items") or NONE
    if not isinstance(contents, (Sequence, Entries)) or OVERRIDABLE in contents.marks:
        return None
    wanted = hash_key(m, item)
    keys = [hash_key(m, each[0] if isinstance(each, tuple) else each) for each in contents.items]
    return None if wanted is None else True if wanted in keys else None if None in keys else False


def truth(m: Interpreter, value: Value) -> bool | None:
    """Python's truth of a value; None where it is unknown or may differ from run to run."""
    if OVERRIDABLE in value.marks:
        return None
    match value:
        case Known():
            return bool(value.value)
        case Sequence():
            return bool(value.items)
        case Object(kind="list" | "set" | "dict"):
            contents = m.read(value, "entries" if value.kind == "dict" else "items")
            known = isinstance(contents, (Sequence, Entries)) and OVERRIDABLE not in contents.marks
            return bool(contents.items) if known else None  # type: ignore[union-attr]
        case Choice():
            found = {truth(m, each) for _, each in value.arms}
            return found.pop() if len(found) == 1 else None
        case Object():
            return True if m.read(value, "__class__") is None else None
        case Closure() | ClassValue() | Symbol():
            return True
        case Unknown():
            return None
    return None

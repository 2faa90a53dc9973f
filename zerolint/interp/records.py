"""Objects that hold values by name: what they hold, and copies of them and of Python's containers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Object, Sequence, Value, choose
from zerolint.interp.callables import Entries
from zerolint.interp.classes import OWN_CLASS
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.records import BY_ATTRIBUTE, RECORDS

CONTENTS = {"list": "items", "set": "items", "dict": "entries"}
"""The slot with the contents of a container."""
KEPT = ("__class__", BY_ATTRIBUTE, "element")
COPIED = frozenset({OWN_CLASS, *RECORDS, *CONTENTS})
"""Kinds of objects of which a copy is known; a model's or an array's is not."""
DEEPEST = 8
"""Containers inside containers that are copied with them."""


def attributes(m: Interpreter, owner: Object) -> dict[str, Value]:
    """The attributes that were set on an object, in the order in which they were set first, on any path."""
    found: dict[str, Value] = {}
    for name in m.attribute_names.get(owner.key, ()):
        value = m.read(owner, name)
        if isinstance(value, Choice):
            value = choose([arm for arm in value.arms if arm[1] is not UNSET])
        if value is not None and value is not UNSET:
            found[name] = value
    return found


def copied(m: Interpreter, value: Value, place: Place, *, deep: bool, depth: int = DEEPEST) -> Value:
    """A copy of a container or of an object with attributes, `deep` with copies of what it holds."""

    def part(each: Value) -> Value:
        return copied(m, each, place, deep=True, depth=depth - 1) if deep and depth else each

    if isinstance(value, Choice):
        return m.lift(lambda each: copied(m, each, place, deep=deep, depth=depth), value)
    if isinstance(value, Sequence):
        return replace(value, items=tuple(map(part, value.items)))
    if not isinstance(value, Object):
        return value
    if value.kind not in COPIED:
        return m.unknown(f"a copy of a {value.kind}", place)
    made = m.new(value.kind, place, {slot: held for slot in KEPT if (held := m.read(value, slot)) is not None})
    for name, each in attributes(m, value).items():
        m.set_attribute(made, name, part(each))
    contents = m.read(value, CONTENTS[value.kind]) if value.kind in CONTENTS else None
    if contents is not None:
        m.write(made, CONTENTS[value.kind], m.lift(lambda each: _with_parts(each, part), contents))
    return made


def _with_parts(contents: Value, part: Callable[[Value], Value]) -> Value:
    """The contents of a container, with others in place of these."""
    if isinstance(contents, Entries):
        return replace(contents, items=tuple((key, part(each)) for key, each in contents.items))
    return replace(contents, items=tuple(map(part, contents.items))) if isinstance(contents, Sequence) else contents

"""Values that a command line, the environment or a file may change: known by default, and marked so."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Machine
from zerolint.facts.values import OVERRIDABLE, Choice, Known, Object, Sequence, Value


def overridable(m: Machine, value: Value) -> Value:
    """The value, marked as a default that a user can override; a list as one that holds such values."""
    if isinstance(value, Choice):
        return replace(value, arms=tuple((labels, overridable(m, each)) for labels, each in value.arms))
    if isinstance(value, Sequence):
        return replace(value, items=tuple(overridable(m, each) for each in value.items))
    held = m.read(value, "items") if isinstance(value, Object) and value.kind == "list" else None
    copy = m.copied(value, value.place, deep=False) if isinstance(held, Sequence) else None
    if isinstance(held, Sequence) and isinstance(copy, Object):
        m.write(copy, "items", replace(overridable(m, held), marks=held.marks | {OVERRIDABLE}))
        return copy
    return replace(value, marks=value.marks | {OVERRIDABLE}) if isinstance(value, Known) else value

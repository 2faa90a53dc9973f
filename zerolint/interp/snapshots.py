"""A value with its contents as they are now: mutable things read out of the heap."""

from __future__ import annotations

from zerolint.facts.paths import Labels
from zerolint.facts.snapshot import Snapshot
from zerolint.facts.values import Choice, Method, Object, Sequence, Symbol, Unknown, Value, choose
from zerolint.interp.callables import Bound, ClassValue, Closure, Entries, Partial
from zerolint.interp.containers import LISTED_AT_ONCE
from zerolint.interp.machine import Interpreter

DEEPEST = 6
"""Containers inside containers that are read out."""


def snapshot(m: Interpreter, value: Value, around: tuple[int, ...] = ()) -> Value:
    """The value as frozen data: lists, sets and dicts with their items, instances and functions by name.

    `around` are the containers that this one was found in: a list may contain itself.
    """
    return _frozen(m, m.current(m.here(value)), around)


def _frozen(m: Interpreter, value: Value, around: tuple[int, ...]) -> Value:
    match value:
        case Choice():
            return choose([(labels, _under(m, labels, each, around)) for labels, each in value.arms])
        case Sequence():
            items = tuple(snapshot(m, each, around) for each in value.items)
            return Sequence(items, place=value.place, marks=value.marks)
        case Object():
            return _object(m, value, around)
        case Closure():
            return Snapshot("property" if "property" in value.role else "function", value.name, place=value.place)
        case ClassValue():
            return Snapshot("class", value.name, place=value.place)
        case Bound():
            return Snapshot("method", value.function.name, place=value.place)
        case Partial() | Method() | Symbol():
            return value
    return value


def _under(m: Interpreter, labels: Labels, value: Value, around: tuple[int, ...]) -> Value:
    """One alternative, its contents read on its own path."""
    with m.assuming(labels):
        return _frozen(m, value, around)


def _object(m: Interpreter, value: Object, around: tuple[int, ...]) -> Value:
    if value.key in around:
        return Snapshot(value.kind, "around it", place=value.place)
    if value.kind in ("list", "set", "dict"):
        if len(around) == DEEPEST or not m.spend():
            return Snapshot(value.kind, place=value.place)
        contents = m.read(value, "entries" if value.kind == "dict" else "items")
        return m.lift(lambda each: _container(m, value, each, (*around, value.key)), contents or Unknown("contents"))
    cls = m.heap.get((value.key, "__class__"))
    if isinstance(cls, ClassValue):
        return Snapshot("instance", cls.name, place=value.place)
    return value


def _container(m: Interpreter, owner: Object, contents: Value, around: tuple[int, ...]) -> Value:
    items: tuple[Value, ...] | None = None
    if isinstance(contents, Sequence):
        m.budget -= len(contents.items) // LISTED_AT_ONCE
        items = tuple(snapshot(m, each, around) for each in contents.items)
    elif isinstance(contents, Entries):
        items = tuple(Sequence((snapshot(m, key, around), snapshot(m, each, around))) for key, each in contents.items)
    return Snapshot(owner.kind, "", items, place=owner.place, marks=contents.marks)

"""Enumerations: each name of the class body is one member, a thing of its own with a name and a value."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import MEMBER, Known, Object, Sequence, Value
from zerolint.interp.callables import Bound, ClassValue, Closure
from zerolint.interp.machine import Interpreter

ENUMS = ("enum.Enum", "enum.Flag")
"""Bases whose members are no numbers or strings at the same time."""
MEMBERS = "__members__"


def make_members(m: Interpreter, cls: ClassValue, names: list[str], initialise: Value | None) -> None:
    """Behind the body of an Enum: its plain attributes become members; equal values are one member."""
    made: list[Object] = []
    for name in names:
        value = m.heap.get((cls.key, name))
        if name.startswith("_") or value is None or isinstance(value, (Closure, ClassValue)):
            continue
        same = (each for each in made if isinstance(value, Known) and m.read(each, "value") == value)
        member = next(same, None)
        if member is None:
            slots = {"__class__": cls, "name": Known(name), "_name_": Known(name), "value": value, "_value_": value}
            member = m.new(ENUMS[0], cls.place, slots)
            made.append(member)
            if isinstance(initialise, Closure):
                given = value.items if isinstance(value, Sequence) else (value,)
                m.call(Bound(initialise, member), given, {}, cls.place)
        m.heap.set((cls.key, name), member)
    m.heap.set((cls.key, MEMBERS), Sequence(tuple(made)))


def mark_members(m: Interpreter, cls: ClassValue, names: list[str]) -> None:
    """Behind the body of an Enum of numbers or texts: its members are those, but for how they print."""
    for name in names:
        value = m.heap.get((cls.key, name))
        if isinstance(value, Known) and not name.startswith("_"):
            m.heap.set((cls.key, name), replace(value, marks=value.marks | {MEMBER}))


def names_assigned(cls: ClassValue) -> list[str]:
    """The names that the body of a class assigns, in order."""
    names: dict[str, None] = {}
    for line in cls.node.body.body:
        for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            targets = [each.target for each in small.targets] if isinstance(small, cst.Assign) else []
            if isinstance(small, cst.AnnAssign) and small.value is not None:
                targets = [small.target]
            names.update({each.value: None for each in targets if isinstance(each, cst.Name)})
    return list(names)


def member_of(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    """`Mode(1)`: the member with this value."""
    members = m.heap.get((cls.key, MEMBERS))
    given = arguments.positional[0] if len(arguments.positional) == 1 else None
    for each in members.items if isinstance(members, Sequence) and isinstance(given, Known) else ():
        if isinstance(each, Object) and m.read(each, "value") == given:
            return each
    return m.unknown(f"a member of {cls.name}", place)

"""Built-in functions and operators on instances of the script's own classes: `__len__`, `__add__` and their like."""

from __future__ import annotations

from zerolint.facts.places import Place
from zerolint.facts.values import Value
from zerolint.interp.callables import Bound, Closure
from zerolint.interp.classes import class_of, find
from zerolint.interp.machine import Interpreter

SPECIAL = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "@": "matmul",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "in": "contains",
}  # fmt: skip
"""Operators by the middle of their method's name; functions go by their own."""


def special(m: Interpreter, name: str, owner: Value, arguments: tuple[Value, ...], place: Place) -> Value | None:
    """What the class of `owner` says of a built-in function or operator; None where it says nothing."""
    cls = class_of(m, owner)
    found = find(m, cls, f"__{SPECIAL.get(name, name)}__") if cls is not None else None
    return m.call(Bound(found, owner), arguments, {}, place) if isinstance(found, Closure) else None

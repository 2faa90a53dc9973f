"""Data classes: the decorators that make them and what describes one of their fields."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import Object, Symbol, Value
from zerolint.knowledge.registry import transfer

DECORATORS = ("dataclasses.dataclass", "attr.s", "attr.attrs", "attrs.define", "attr.define", "attr.dataclass")
FIELD = "dataclasses.field"
NAMES = {"factory": "default_factory"}
"""What attrs calls otherwise."""


def is_dataclass(decorator: Value) -> bool:
    """Whether a class decorator makes a dataclass."""
    name = decorator.name if isinstance(decorator, Symbol) else decorator.kind if isinstance(decorator, Object) else ""
    return name in DECORATORS


@transfer(*DECORATORS)
def options(m: Machine, call: Call) -> Value:
    """`@dataclass(kw_only=True)`: the decorator, with its options."""
    return m.new(call.name, call.place, {**call.bound, **call.extra})


@transfer(FIELD, "attr.ib", "attr.attrib", "attr.field", "attrs.field")
def field(m: Machine, call: Call) -> Value:
    """`field(default_factory=list, init=False)`: what is said of one field."""
    given = {**{name: call.bound[name] for name in call.passed}, **call.extra}
    return m.new(FIELD, call.place, {NAMES.get(name, name): value for name, value in given.items()})

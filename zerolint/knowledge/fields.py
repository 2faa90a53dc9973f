"""Data classes: the decorators that make them and what describes one of their fields."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import Known, Object, Symbol, Value
from zerolint.knowledge.records import MODELS, NAMED_TUPLE
from zerolint.knowledge.registry import transfer

DECORATORS = (
    "dataclasses.dataclass",
    "attr.s",
    "attr.attrs",
    "attrs.define",
    "attr.define",
    "attr.dataclass",
    "attrs.frozen",
    "attrs.mutable",
    "attr.frozen",
    "attr.mutable",
    "pydantic.dataclasses.dataclass",
)
RECORD_BASES = frozenset({NAMED_TUPLE, *MODELS})
"""Base classes that make a data class of the class."""
FIELD = "dataclasses.field"
NAMES = {"factory": "default_factory"}
"""What attrs calls otherwise."""


def is_dataclass(decorator: Value) -> bool:
    """Whether a class decorator makes a dataclass."""
    name = decorator.name if isinstance(decorator, Symbol) else decorator.kind if isinstance(decorator, Object) else ""
    return name in DECORATORS


def is_record_base(name: str) -> bool:
    """Whether a library's class makes data classes of its subclasses."""
    return name in RECORD_BASES


@transfer(*DECORATORS)
def options(m: Machine, call: Call) -> Value:
    """`@dataclass(kw_only=True)`: the decorator, with its options."""
    return m.new(call.name, call.place, {**call.bound, **call.extra})


@transfer(FIELD, "attr.ib", "attr.attrib", "attr.field", "attrs.field")
def field(m: Machine, call: Call) -> Value:
    """`field(default_factory=list, init=False)`: what is said of one field."""
    given = {**{name: call.bound[name] for name in call.passed}, **call.extra}
    return m.new(FIELD, call.place, {NAMES.get(name, name): value for name, value in given.items()})


@transfer("pydantic.Field", "pydantic.v1.Field", "sqlmodel.Field")
def model_field(m: Machine, call: Call) -> Value:
    """`Field(0.1, gt=0)`: the default comes first, and `...` is none."""
    given = dict(call.extra)
    if call.rest:
        given["default"] = call.rest[0]
    kept = {name: value for name, value in given.items() if name in ("default", "default_factory", "init")}
    if kept.get("default") == Known(...):
        del kept["default"]
    return m.new(FIELD, call.place, kept)

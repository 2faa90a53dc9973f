"""Data classes: which fields a class has, and the `__init__` that is made of them."""

from __future__ import annotations

import re

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Value
from zerolint.interp.callables import ClassValue, Field, FieldsInit
from zerolint.interp.containers import doubtful
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.fields import FIELD
from zerolint.knowledge.records import SETTINGS

NO_FIELD = re.compile(r"\bClassVar\b")
PASSED_ON = re.compile(r"\bInitVar\b")
KEYWORDS_ONLY = re.compile(r"\bKW_ONLY\b")
FIELDS = "__dataclass_fields__"
"""The slot of a data class with its fields, those of its bases among them."""


def make_fields(m: Interpreter, cls: ClassValue, bases: tuple[ClassValue, ...], options: Object | None) -> None:
    """Behind the body of a data class: note its fields, and give it an `__init__` unless it has one.

    `bases` in the order in which attributes are looked up; `options` are those of the decorator.
    """
    found: dict[str, Field] = {}
    for base in reversed(bases):
        inherited = m.heap.get((base.key, FIELDS))
        found.update({each.name: each for each in inherited.fields} if isinstance(inherited, FieldsInit) else {})
    found.update({each.name: each for each in _own(m, cls, _flag(m, options, "kw_only", otherwise=False))})
    ordered = sorted(found.values(), key=lambda each: each.keyword)
    made = FieldsInit(cls, tuple(ordered), place=cls.place)
    m.heap.set((cls.key, FIELDS), made)
    if m.heap.get((cls.key, "__init__")) is None and _flag(m, options, "init", otherwise=True):
        m.heap.set((cls.key, "__init__"), made)


def _own(m: Interpreter, cls: ClassValue, keyword: bool) -> list[Field]:
    """The fields that the body names, in order; the class keeps their defaults as attributes."""
    found: list[Field] = []
    for name, annotation in _lines(cls):
        value = m.heap.get((cls.key, name))
        described = value if isinstance(value, Object) and value.kind == FIELD else None
        if KEYWORDS_ONLY.search(annotation):
            keyword = True
        elif not NO_FIELD.search(annotation) and (annotation or described is not None):
            default = value if described is None else m.read(described, "default")
            factory = m.read(described, "default_factory") if described is not None else None
            init = _flag(m, described, "init", otherwise=True)
            alone = keyword or _flag(m, described, "kw_only", otherwise=False)
            found.append(Field(name, default, factory, init, alone, bool(PASSED_ON.search(annotation))))
            if described is not None:
                m.heap.set((cls.key, name), UNSET if default is None else default)
    return found


def _lines(cls: ClassValue) -> list[tuple[str, str]]:
    """(name, annotation) of each assignment in the body; "" where nothing is annotated."""
    found: list[tuple[str, str]] = []
    for line in cls.node.body.body:
        for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                found.append((small.target.value, cst.Module([]).code_for_node(small.annotation.annotation)))
            elif isinstance(small, cst.Assign) and isinstance(small.targets[0].target, cst.Name):
                found.append((small.targets[0].target.value, ""))
    return found


def _flag(m: Interpreter, options: Object | None, name: str, *, otherwise: bool) -> bool:
    value = m.read(options, name) if options is not None else None
    return bool(value.value) if isinstance(value, Known) else otherwise


def initialise_fields(
    m: Interpreter, init: FieldsInit, arguments: Arguments, last: Value | None, place: Place
) -> Value:
    """Run the `__init__` of a data class on the first argument; `last` is its bound `__post_init__`."""
    owner, *positional = arguments.positional or (NONE,)
    passed_on: list[Value] = []
    settings = [owner] if isinstance(owner, Object) and owner.kind in SETTINGS else []
    for field in init.fields:
        given: Value | None = None
        if field.init and positional and not field.keyword:
            given = positional.pop(0)
        elif field.init:
            given = arguments.keywords.get(field.name)
        if given is None and not (field.init and arguments.opaque):
            given = field.default if field.factory is None else m.call(field.factory, (), {}, place)
            given = doubtful(given) if given is not None and owner in settings else given
        given = m.unknown(f"the field {field.name}", place) if given is None else given
        if field.passed_on:
            passed_on.append(given)
        elif isinstance(owner, Object):
            m.set_attribute(owner, field.name, given)
    if last is not None:
        m.call(last, passed_on, {}, place)
    return NONE

"""The `class` statement: its body runs as code, then its bases, metaclass and decorators see the class."""

from __future__ import annotations

import libcst as cst

from zerolint.facts.values import Known, Object, Symbol, Value
from zerolint.interp.callables import ClassValue, WithMetaclass
from zerolint.interp.classes import ancestry, descriptor, find, library_base, library_bases, merged
from zerolint.interp.enums import ENUMS, make_members, mark_members, names_assigned
from zerolint.interp.fields import make_fields
from zerolint.interp.frames import Frame
from zerolint.interp.functions import decorated
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.interp.metaclasses import finished, metaclass_of, without_helpers
from zerolint.interp.scopes import assign_name
from zerolint.knowledge import is_dataclass, is_record_base


def define_class(m: Interpreter, node: cst.ClassDef) -> None:
    """A `class` statement: its body runs once, in a frame of its own."""
    given = [m.evaluate(base.value) for base in node.bases if base.star == ""]
    decorators = [m.evaluate(each.decorator) for each in node.decorators]
    bases, metaclass = without_helpers(given, decorators)
    outer = m.frames[-1]
    key = m.fresh()
    behind = merged([base for base in bases if isinstance(base, ClassValue)])
    is_data = any(map(is_dataclass, decorators)) or any(map(_makes_records, bases))
    keywords = {each.keyword.value: m.evaluate(each.value) for each in node.keywords if each.keyword is not None}
    metaclass = metaclass_of(keywords.pop("metaclass", metaclass), bases)
    name = node.name.value
    made = ClassValue(key, name, bases, node, is_data, behind, outer.scopes[-1], metaclass, place=m.place(node))
    m.definitions.append(made)
    frame = Frame(key, (key, *outer.scopes), m.heap.depth, m.labels, node, outer.function, made, mangles=made.name)
    m.frames.append(frame)
    try:
        with m.heap.journal() as written:
            m.block(node.body)
    finally:
        m.frames.pop()
    if made.dataclass:
        options = next((each for each in decorators if is_dataclass(each)), None)
        make_fields(m, made, ancestry(made)[1:], options if isinstance(options, Object) else None)
    names = sorted(name for owner, name in written if owner == key) if metaclass is not None else []
    assign_name(m, name, _finished(m, made, names, keywords, decorators))


def _finished(
    m: Interpreter, made: ClassValue, names: list[str], keywords: dict[str, Value], decorators: list[Value]
) -> Value:
    """What happens to a class behind its body: names told to descriptors, its bases told of it, its decorators run."""
    for name in names_assigned(made):
        told = descriptor(m, m.heap.get((made.key, name)), "__set_name__")
        if told is not None:
            m.call(told, (made, Known(name)), {}, made.place)
    if library_base(made) in ENUMS:
        make_members(m, made, names_assigned(made), find(m, made, "__init__"))
    elif any(base.startswith("enum.") for base in library_bases(made)):
        mark_members(m, made, names_assigned(made))
    held = {name: m.heap.get((made.key, name)) for name in names}
    body = {name: value for name, value in held.items() if value is not None and value is not UNSET}
    value = finished(m, made, body, keywords)
    for decorator in reversed(decorators):
        if not isinstance(decorator, WithMetaclass):
            value = decorated(m, value, decorator, made.place)
    return value


def _makes_records(base: Value) -> bool:
    """Whether a base class makes data classes of its subclasses."""
    names = library_bases(base) if isinstance(base, ClassValue) else [base.name] if isinstance(base, Symbol) else []
    return any(map(is_record_base, names))

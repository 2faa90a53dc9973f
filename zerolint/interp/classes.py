"""Classes of the script, their instances, and how attributes are found on them."""

from __future__ import annotations

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Object, Symbol, Value
from zerolint.interp.callables import Bound, ClassValue, Closure
from zerolint.interp.frames import Frame
from zerolint.interp.functions import call_function
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.scopes import assign_name
from zerolint.knowledge import construct, is_dataclass

OWN_CLASS = "object"
"""The kind of an instance whose class has no base in a known library."""


def define_class(m: Interpreter, node: cst.ClassDef) -> None:
    """A `class` statement: its body runs once, in a frame of its own."""
    bases = tuple(m.evaluate(base.value) for base in node.bases if base.star == "")
    decorators = [m.evaluate(each.decorator) for each in node.decorators]
    outer = m.frames[-1]
    key = m.fresh()
    made = ClassValue(key, node.name.value, bases, node, any(map(is_dataclass, decorators)), place=m.place(node))
    frame = Frame(key, (key, *outer.scopes), m.heap.depth, m.labels, node, outer.function, made)
    m.frames.append(frame)
    try:
        m.block(node.body)
    finally:
        m.frames.pop()
    assign_name(m, node.name.value, made)


def ancestry(cls: ClassValue) -> list[ClassValue]:
    """The class and its bases that the script defines, in the order attributes are looked up."""
    bases = [base for base in cls.bases if isinstance(base, ClassValue)]
    lines = [ancestry(base) for base in bases] + [bases]
    order = [cls]
    while any(lines):
        heads = [line[0] for line in lines if line]
        # C3: the first that stands behind no other; without one, Python refuses the class.
        chosen = next((head for head in heads if not any(head in line[1:] for line in lines)), heads[0])
        order.append(chosen)
        lines = [[each for each in line if each is not chosen] for line in lines]
    return order


def library_base(cls: ClassValue) -> str | None:
    """The canonical name of the first base class that a library defines."""
    for each in ancestry(cls):
        for base in each.bases:
            if isinstance(base, Symbol) and base.name != "builtins.object":
                return base.name
    return None


def unknown_base(cls: ClassValue) -> bool:
    """Whether some base is neither the script's nor a library's."""
    return any(not isinstance(base, (ClassValue, Symbol)) for each in ancestry(cls) for base in each.bases)


def class_of(m: Interpreter, owner: Value) -> ClassValue | None:
    """The script's class of an instance."""
    if isinstance(owner, Object):
        cls = m.heap.get((owner.key, "__class__"))
        return cls if isinstance(cls, ClassValue) else None
    return None


def find(m: Interpreter, cls: ClassValue, name: str, behind: ClassValue | None = None) -> Value | None:
    """A class attribute, looked up along the ancestry, or behind one class of it (`super()`)."""
    order = ancestry(cls)
    if behind is not None and behind in order:
        order = order[order.index(behind) + 1 :]
    for each in order:
        value = m.heap.get((each.key, name))
        if value is not None:
            return m.here(value)
    return None


def bind_method(m: Interpreter, value: Value, owner: Value, cls: ClassValue, place: Place) -> Value:
    """What reading a class attribute through an instance gives."""
    if not isinstance(value, Closure):
        return value
    if value.role == "staticmethod":
        return value
    if value.role == "classmethod":
        return Bound(value, cls)
    if value.role == "property":
        return call_function(m, value, Arguments((owner,)), place)
    return Bound(value, owner)


def instantiate(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    """`Class(...)`: a new object, and its `__init__` as Python would run it."""
    base = library_base(cls)
    if find(m, cls, "__new__") is not None:
        return m.unknown(f"{cls.name}() is made by __new__", place)
    made = m.new(base or OWN_CLASS, place, {"__class__": cls})
    initialise = find(m, cls, "__init__")
    if isinstance(initialise, Closure):
        try:
            call_function(
                m, initialise, Arguments((made, *arguments.positional), arguments.keywords, arguments.opaque), place
            )
        except PathEnds:
            # A constructor of which no path ends well: the object is unknown, the script goes on.
            return m.unknown(f"{cls.name}() raises", place)
    elif cls.dataclass:
        _dataclass(m, cls, made, arguments, place)
        last = find(m, cls, "__post_init__")
        if isinstance(last, Closure):
            call_function(m, last, Arguments((made,)), place)
    elif base is not None:
        construct(m, made, base, arguments, place)
    return made


def _dataclass(m: Interpreter, cls: ClassValue, made: Object, arguments: Arguments, place: Place) -> None:
    """The generated `__init__` of a dataclass: one field each annotated name."""
    positional = list(arguments.positional)
    for each in reversed(ancestry(cls)):
        for line in each.node.body.body:
            for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
                if isinstance(small, cst.AnnAssign) and isinstance(small.target, cst.Name):
                    name = small.target.value
                    default = m.heap.get((each.key, name))
                    value = positional.pop(0) if positional else arguments.keywords.get(name, default)
                    m.write(made, name, m.unknown(f"the field {name}", place) if value is None else value)


def initialise_library_base(m: Interpreter, owner: Value, base: str, arguments: Arguments, place: Place) -> Value:
    """`super().__init__(...)` that reaches a class of a library."""
    if isinstance(owner, Object):
        construct(m, owner, base, arguments, place)
    return NONE

"""Attribute access: the heap first, then the script's class, then what the library says."""

from __future__ import annotations

from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.interp.callables import ClassValue, Closure, Super
from zerolint.interp.classes import OWN_CLASS, bind_method, class_of, find, library_base, unknown_base
from zerolint.interp.containers import CONTAINERS, ITERATORS
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.knowledge import attribute_of, attribute_set, is_module, item_set, unknown_attribute_set
from zerolint.knowledge.names import member

UNKNOWN_SELF = "self"


def read_attribute(m: Interpreter, owner: Value, name: str, place: Place) -> Value:
    """`owner.name`, for one alternative of the owner."""
    match owner:
        case Symbol() if owner.name == "typing" and name == "TYPE_CHECKING":
            return Known(False, place=place)
        case Symbol():
            stored = m.heap.get((0, f"{owner.name}.{name}"))
            return stored if stored is not None else Symbol(member(owner.name, name), place=place)
        case Super():
            return _super_attribute(m, owner, name, place)
        case ClassValue():
            value = find(m, owner, name)
            return value if value is not None else m.unknown(f"the class attribute {name}", place)
        case Object():
            return _object_attribute(m, owner, name, place)
        case Known() if name == "value":
            # Of Python's own scalars only a member of an Enum has a value.
            return owner
        case Known() | Sequence():
            return Method(owner, name, place=place)
        case Tensor() | Unknown():
            known = attribute_of(m, m.current(owner), name, place)
            return known if known is not None else _remembered(m, owner, name, place)
    return m.unknown(f"the attribute {name}", place)


def _object_attribute(m: Interpreter, owner: Object, name: str, place: Place) -> Value:
    value = m.read(owner, name)
    if value is not None and value is not UNSET:
        return _where_set(m, owner, name, value, place) if isinstance(value, Choice) else value
    return _inherited(m, owner, name, place)


def _where_set(m: Interpreter, owner: Object, name: str, value: Choice, place: Place) -> Value:
    """An attribute that only some paths set: on the others, what the class says."""
    if not any(each is UNSET for _, each in value.arms):
        return value
    return m.lift(lambda each: _inherited(m, owner, name, place) if each is UNSET else each, value)


def _inherited(m: Interpreter, owner: Object, name: str, place: Place) -> Value:
    """An attribute that the object itself does not have."""
    cls = class_of(m, owner)
    if cls is not None:
        value = find(m, cls, name)
        if value is not None:
            return bind_method(m, value, owner, cls, place)
    if owner.kind in CONTAINERS | ITERATORS:
        return Method(owner, name, place=place)
    known = attribute_of(m, owner, name, place)
    if known is not None:
        return known
    if cls is not None and owner.kind == OWN_CLASS and not unknown_base(cls):
        getter = find(m, cls, "__getattr__")
        if getter is not None:
            return m.call(bind_method(m, getter, owner, cls, place), (Known(name),), {}, place)
    value = m.unknown(f"the attribute {name}", place)
    # Remembered, so that reading it again gives the same unknown thing.
    m.write(owner, name, value)
    return value


def _remembered(m: Interpreter, owner: Tensor | Unknown, name: str, place: Place) -> Value:
    """The same attribute of the same unknown thing is the same unknown value."""
    if not owner.key:
        return m.unknown(f"the attribute {name}", place)
    slot = (owner.key, f".{name}")
    value = m.heap.get(slot)
    if value is None:
        reason = f"the attribute {name}"
        if isinstance(owner, Unknown) and name != "optimizer":
            reason = owner.reason
        value = m.unknown(reason, place)
        m.heap.set(slot, value)
    return m.here(value)


def _super_attribute(m: Interpreter, owner: Super, name: str, place: Place) -> Value:
    cls = class_of(m, owner.owner) or owner.cls
    value = find(m, cls, name, behind=owner.cls)
    if value is not None:
        return bind_method(m, value, owner.owner, cls, place)
    base = library_base(cls)
    if base is not None:
        return Method(owner.owner, f"{base}.{name}", place=place)
    return m.unknown(f"the inherited {name}", place)


def write_attribute(m: Interpreter, owner: Value, name: str, value: Value, place: Place) -> Value:
    """`owner.name = value`, for one alternative of the owner."""
    match owner:
        case Object():
            setter = _setter_of(m, owner, name)
            if setter is not None:
                m.call(setter, (owner, value), {}, place)
                return NONE
            m.write(owner, name, value)
            m.attribute_names.setdefault(owner.key, {})[name] = None
            attribute_set(m, owner, name, value, place)
        case ClassValue():
            m.heap.set((owner.key, name), value)
        case Tensor():
            item_set(m, owner, Known(name), value)
        case Unknown():
            if owner.key:
                m.heap.set((owner.key, f".{name}"), value)
            # `self.lr = lr` of an object of the script's own sets no optimizer's rate.
            if owner.reason != UNKNOWN_SELF:
                unknown_attribute_set(m, name, place)
        case Symbol() if not is_module(owner.name):
            m.heap.set((0, f"{owner.name}.{name}"), value)
    return NONE


def _setter_of(m: Interpreter, owner: Object, name: str) -> Closure | None:
    """The setter of a property of the script's class."""
    cls = class_of(m, owner)
    found = find(m, cls, name) if cls is not None else None
    return found.setter if isinstance(found, Closure) and found.role == "property" else None

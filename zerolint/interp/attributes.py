"""Attribute access: the heap first, then the script's class, then what the library says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from zerolint.facts.events import LibraryChanged
from zerolint.facts.places import Place
from zerolint.facts.values import MEMBER, NONE, Choice, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.interp import dicts, unknown_fits
from zerolint.interp.callables import Bound, ClassValue, Closure, Partial, Super
from zerolint.interp.classes import (
    NEW,
    OWN_CLASS,
    TYPE_CALL,
    ancestry,
    bind_method,
    class_attribute,
    class_of,
    descriptor,
    find,
    is_metaclass,
    library_base,
    unknown_base,
)
from zerolint.interp.containers import CONTAINERS, ITERATORS, NAMESPACE, doubtful
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.namespaces import namespace_of, replace_namespace
from zerolint.interp.own_modules import member as member_of_module
from zerolint.knowledge import (
    attribute_of,
    attribute_set,
    is_module,
    is_rate,
    item_set,
    like_an_optimizer,
    rate_of,
    shape_assigned,
    unknown_attribute_set,
    unknown_rate,
)
from zerolint.knowledge.attribute_dicts import as_item
from zerolint.knowledge.keras_attributes import as_given
from zerolint.knowledge.names import constant, member
from zerolint.knowledge.paths import path_attribute
from zerolint.knowledge.rates import is_optimizer
from zerolint.knowledge.records import BY_ATTRIBUTE

UNKNOWN_SELF = "self of a class that is never instantiated"
PARTS = frozenset({"fget", "fset", "fdel"})
"""The functions of a property."""
ATTRIBUTE_OF = "of"
"""The slot of an unknown attribute that holds the instance it was read from."""
DEFAULTS = frozenset({"__defaults__", "__kwdefaults__"})
"""The defaults of a function, as an assignment changes them."""
OF_OBJECTS = frozenset({"__setattr__", "__getattribute__", "__delattr__"})
"""What every class has from `object`, those of the libraries as well."""
OF_EVERY_OBJECT = frozenset({"__init__", "__init_subclass__"})
"""What a class has from `object` where no library is among its bases."""


def read_attribute(m: Interpreter, owner: Value, name: str, place: Place) -> Value:
    """`owner.name`, for one alternative of the owner."""
    match owner:
        case Symbol() if owner.name == "typing" and name == "TYPE_CHECKING":
            return Known(False, place=place)
        case Symbol():
            stored = m.heap.get((0, f"{owner.name}.{name}"))
            return stored if stored is not None else constant(member(owner.name, name), place)
        case Super():
            return _super_attribute(m, owner, name, place)
        case ClassValue() | Object(kind="module") if name == "__dict__":
            return namespace_of(m, owner, place) or m.unknown(name, place)
        case ClassValue():
            return class_attribute(m, owner, name, place)
        case Object(kind="module"):
            return member_of_module(m, owner, name, place)
        case Object():
            return _object_attribute(m, owner, name, place)
        case Known(value=PurePath()) if (known := path_attribute(owner.value, name, place)) is not None:
            return known
        case Known() if name == "value":
            # Of Python's own scalars only a member of an Enum has a value.
            return replace(owner, marks=owner.marks - {MEMBER})
        case Sequence() if name in ("rank", "ndims"):
            # Of sequences only the shape of a tensor has these.
            return Known(len(owner.items), place=place)
        case Known() | Sequence():
            # A number may stand for a variable, which has methods that numbers have not.
            missing = None if MEMBER in owner.marks else len
            found = getattr(type(owner.value) if isinstance(owner, Known) else tuple, name, missing)
            return Method(owner, name, place=place) if callable(found) else m.unknown(f"the attribute {name}", place)
        case Closure() if name in PARTS and owner.role == "property":
            part = {"fget": replace(owner, role="function"), "fset": owner.setter, "fdel": owner.deleter}[name]
            return NONE if part is None else part
        case Tensor() | Unknown():
            known = attribute_of(m, m.current(owner), name, place)
            return known if known is not None else _remembered(m, owner, name, place)
    return m.unknown(f"the attribute {name}", place)


def _object_attribute(m: Interpreter, owner: Object, name: str, place: Place) -> Value:
    hook = _hook(m, owner, "__getattribute__")
    if hook is None:
        return plain_attribute(m, owner, name, place)
    try:
        return m.call(hook, (Known(name),), {}, place)
    except PathEnds:
        getter = _hook(m, owner, "__getattr__")
        if getter is None:
            raise
        return m.call(getter, (Known(name),), {}, place)


def plain_attribute(m: Interpreter, owner: Object, name: str, place: Place) -> Value:
    """What `object` does to read an attribute: the object's own, but for what its class decides."""
    item = dicts.attribute(m, owner, name, place) if _has_items_only(m, owner, name) else None
    if item is not None:
        return item
    namespace = namespace_of(m, owner, place) if name == "__dict__" else None
    if namespace is not None:
        return namespace
    value = m.read(owner, name)
    if value is None or value is UNSET or _decided_by_class(m, owner, name):
        return _inherited(m, owner, name, place)
    if not as_given(owner.kind, name, value) and name not in m.attribute_names.get(owner.key, ()):
        return m.unknown(f"the attribute {name}", place)
    if m.mentions("__dict__") and m.read(owner, "__dict__") is not None:
        # Its attributes are kept in a dict that others may write as well.
        value = doubtful(value)
    if is_rate(owner, name):
        return rate_of(m, owner, value)
    return _where_set(m, owner, name, value, place) if isinstance(value, Choice) else value


def _has_items_only(m: Interpreter, owner: Object, name: str) -> bool:
    """Whether an attribute of a dict can only be one of its items: its class has none of this name."""
    cls = class_of(m, owner) if owner.kind == "dict" else None
    return owner.kind == "dict" and (cls is None or find(m, cls, name) is None)


def _decided_by_class(m: Interpreter, owner: Object, name: str) -> bool:
    """Whether a descriptor that also takes assignments stands in the class under this name."""
    cls = class_of(m, owner) if m.mentions("__set__") else None
    return cls is not None and descriptor(m, find(m, cls, name), "__set__") is not None


def _hook(m: Interpreter, owner: Object, name: str) -> Value | None:
    """A method of the script's class through which all attributes go."""
    cls = class_of(m, owner) if m.mentions(name) else None
    found = find(m, cls, name) if cls is not None else None
    return Bound(found, owner) if isinstance(found, Closure) else None


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
            return _bound(m, owner, name, value, cls, place)
    getter = find(m, cls, "__getattr__") if cls is not None and owner.kind == "dict" else None
    if isinstance(getter, Closure) and not dicts.has_method(name):
        return m.call(Bound(getter, owner), (Known(name),), {}, place)
    if owner.kind in CONTAINERS | ITERATORS or owner.kind == NAMESPACE:
        return Method(owner, name, place=place)
    known = attribute_of(m, owner, name, place)
    if known is not None:
        return known
    if cls is not None and owner.kind == OWN_CLASS and not unknown_base(cls):
        getter = find(m, cls, "__getattr__")
        if getter is not None and _hook(m, owner, "__getattribute__") is not None:
            # The hook that asked gets an error, and `__getattr__` is asked behind it.
            raise PathEnds
        if getter is not None:
            return m.call(bind_method(m, getter, owner, cls, place), (Known(name),), {}, place)
    value = m.unknown(f"the attribute {name}", place)
    # Remembered, so that reading it again gives the same unknown thing.
    m.write(owner, name, value)
    if (cls is not None and owner.kind != OWN_CLASS) or is_optimizer(owner):
        # Perhaps a method that a library defines.
        m.write(Object(value.key, "attribute"), ATTRIBUTE_OF, owner)
    return unknown_fits.bound(m, value if cls is None else _of_base(m, owner, cls), name, value)


def _of_base(m: Interpreter, owner: Object, cls: ClassValue) -> Value:
    """An instance as what it is to a method that it only can have from a base class that is not known."""
    base = library_base(cls)
    return m.unknown(f"a base class of {cls.name}" if base is None else f"the base class {base}", owner.place)


def _bound(m: Interpreter, owner: Object, name: str, value: Value, cls: ClassValue, place: Place) -> Value:
    try:
        return bind_method(m, value, owner, cls, place, name)
    except PathEnds:
        # A property that ends in an AttributeError is asked for from `__getattr__`.
        if find(m, cls, "__getattr__") is None:
            raise
        return m.unknown(f"the property {name} raises", place)


def _remembered(m: Interpreter, owner: Tensor | Unknown, name: str, place: Place) -> Value:
    """The same attribute of the same unknown thing is the same unknown value."""
    if not owner.key:
        return unknown_fits.bound(m, owner, name, _unknown_attribute(m, name, f"the attribute {name}", place))
    slot = (owner.key, f".{name}")
    value = m.heap.get(slot)
    if value is None:
        reason = f"the attribute {name}"
        if isinstance(owner, Unknown) and not like_an_optimizer(name):
            reason = owner.reason
        value = _unknown_attribute(m, name, reason, place)
        m.heap.remember(slot, value)
        unknown_fits.bound(m, owner, name, value)
    return m.here(value)


def _unknown_attribute(m: Interpreter, name: str, reason: str, place: Place) -> Unknown:
    value = m.unknown(reason, place)
    return unknown_rate(m, NONE, value) if is_rate(value, name) else value


def _super_attribute(m: Interpreter, owner: Super, name: str, place: Place) -> Value:
    cls = class_of(m, owner.owner) or owner.cls
    if isinstance(owner.owner, ClassValue):
        # In a metaclass the class itself is what its methods are called on.
        meta = owner.owner.metaclass
        cls = meta if meta is not None and owner.cls not in ancestry(owner.owner) else owner.owner
    value = find(m, cls, name, behind=owner.cls)
    if value is not None:
        return bind_method(m, value, owner.owner, cls, place, name)
    if name == "__new__":
        return Symbol(f"builtins.object{NEW}", place=place)
    if cls is not owner.owner and is_metaclass(cls):
        made = TYPE_CALL if name == "__call__" else f"builtins.object.{name}"
        return Partial(Symbol(made), (owner.owner,), (), place=place)
    base = library_base(cls)
    if name in OF_OBJECTS or (name in OF_EVERY_OBJECT and base is None and not unknown_base(cls)):
        return Partial(Symbol(f"builtins.object.{name}"), (owner.owner,), (), place=place)
    if base is not None:
        return Method(owner.owner, f"{base}.{name}", place=place)
    return m.unknown(f"the inherited {name}", place)


def write_attribute(m: Interpreter, owner: Value, name: str, value: Value, place: Place) -> Value:
    """`owner.name = value`, for one alternative of the owner."""
    match owner:
        case Object():
            hook = _hook(m, owner, "__setattr__")
            if hook is not None:
                m.call(hook, (Known(name), value), {}, place)
            else:
                set_plainly(m, owner, name, value, place)
        case ClassValue():
            m.heap.set((owner.key, name), value)
        case Tensor() if name == "shape":
            shape_assigned(m, owner, value, place)
        case Tensor():
            item_set(m, owner, Known(name), value)
        case Unknown():
            if owner.key:
                m.heap.set((owner.key, f".{name}"), value)
            # `self.lr = lr` of an object of the script's own sets no optimizer's rate.
            if owner.reason != UNKNOWN_SELF:
                unknown_attribute_set(m, name, place)
        case Closure() if name in DEFAULTS:
            owner.defaults.update({each: m.unknown("other defaults", place) for each in owner.defaults})
            m.summaries.clear()
        case Symbol():
            m.event(LibraryChanged(place=place, name=member(owner.name, name), value=value))
            if not is_module(owner.name):
                m.heap.set((0, f"{owner.name}.{name}"), value)
    return NONE


def has_attribute(m: Interpreter, owner: Value, name: Value) -> bool | None:
    """Whether a class of the script, or an instance of one, has an attribute; None where that is not known."""
    cls = owner if isinstance(owner, ClassValue) else class_of(m, owner)
    if cls is None or not isinstance(name, Known) or not isinstance(name.value, str):
        return None
    mine = m.read(owner, name.value) if isinstance(owner, Object) else None
    found = mine if mine not in (None, UNSET) else find(m, cls, name.value)
    if isinstance(found, Closure) and found.role in ("property", "cached_property"):
        return None
    if found is not None:
        return True if isinstance(found, (Known, Object, Closure, ClassValue, Tensor, Sequence, Symbol)) else None
    asked = cls if isinstance(owner, Object) else cls.metaclass
    elsewhere = asked is not None and any(find(m, asked, each) is not None for each in ("__getattr__", name.value))
    return (
        None
        if elsewhere or name.value.startswith("__") or library_base(cls) is not None or unknown_base(cls)
        else False
    )


def set_plainly(m: Interpreter, owner: Object, name: str, value: Value, place: Place) -> None:
    """What `object` does to set an attribute: a property or descriptor of the class takes it, else the object."""
    if owner.kind == "dict" and m.read(owner, BY_ATTRIBUTE) is not None:
        dicts.store_item(m, owner, Known(name), as_item(m, owner, value))
        return
    cls = class_of(m, owner)
    found = find(m, cls, name) if cls is not None else None
    setter = found.setter if isinstance(found, Closure) and found.role == "property" else None
    setter_of_own = descriptor(m, found, "__set__")
    if setter is not None:
        m.call(setter, (owner, value), {}, place)
    elif setter_of_own is not None:
        m.call(setter_of_own, (owner, value), {}, place)
    elif name == "__dict__" and cls is not None:
        replace_namespace(m, owner, value)
    else:
        m.set_attribute(owner, name, value)
        attribute_set(m, owner, name, value, place)


def delete_attribute(m: Interpreter, owner: Value, name: str, place: Place) -> Value:
    """`del owner.name`, for one alternative of the owner."""
    if isinstance(owner, ClassValue):
        m.heap.set((owner.key, name), UNSET)
    elif isinstance(owner, Unknown) and owner.key:
        m.heap.set((owner.key, f".{name}"), m.unknown(f"the attribute {name}", place))
    elif isinstance(owner, Object):
        hook = _hook(m, owner, "__delattr__")
        if hook is not None:
            m.call(hook, (Known(name),), {}, place)
        else:
            delete_plainly(m, owner, name, place)
    return NONE


def delete_plainly(m: Interpreter, owner: Object, name: str, place: Place) -> None:
    """What `object` does to delete an attribute."""
    cls = class_of(m, owner)
    found = find(m, cls, name) if cls is not None else None
    if isinstance(found, Closure) and found.deleter is not None:
        m.call(found.deleter, (owner,), {}, place)
    else:
        m.write(owner, name, UNSET)

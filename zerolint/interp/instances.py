"""Instances of the script's own classes: made as their metaclass, `__new__` and `__init__` say."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Symbol, Value
from zerolint.interp import dicts
from zerolint.interp.callables import Bound, ClassValue, Closure, Entries, FieldsInit
from zerolint.interp.classes import (
    NEW,
    OWN_CLASS,
    TYPE_CALL,
    ancestry,
    class_of,
    find,
    is_metaclass,
    library_base,
    library_bases,
    unknown_base,
)
from zerolint.interp.enums import ENUMS, member_of
from zerolint.interp.fields import initialise_fields
from zerolint.interp.functions import call_function
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.metaclasses import made_class
from zerolint.interp.summaries import recorded
from zerolint.knowledge import attribute_dicts, construct
from zerolint.knowledge.records import BY_ATTRIBUTE

DICT_CLASSES = frozenset({"builtins.dict", "collections.OrderedDict", "typing.TypedDict", *attribute_dicts.DICTS})
"""Base classes whose instances are dicts."""
FIXED = frozenset({"str", "bytes", "int", "float", "complex", "tuple", "frozenset"})
"""Built-in classes whose instances are what `__new__` makes of its arguments."""


def instantiate(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    """`Class(...)`: what its metaclass makes of the call, which by itself is a new object."""
    return recorded(m, cls, arguments, place, lambda: _called(m, cls, arguments, place))


def _called(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    calling = find(m, cls.metaclass, "__call__") if cls.metaclass is not None else None
    if not isinstance(calling, Closure):
        return instantiate_plainly(m, cls, arguments, place)
    m.instantiated.add(id(cls.node))
    return call_function(m, calling, arguments.behind(cls), place)


def instantiate_plainly(m: Interpreter, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    """What `type` does when a class is called: `__new__`, then `__init__` of what that has made."""
    m.instantiated.add(id(cls.node))
    base = library_base(cls)
    if base in ENUMS:
        return member_of(m, cls, arguments, place)
    making = find(m, cls, "__new__")
    if making is None and is_metaclass(cls):
        return m.unknown(f"a class made by {cls.name}", place)
    if making is None:
        return _initialised(m, blank(m, cls, base, place), cls, arguments, place)
    if not isinstance(making, Closure):
        return m.unknown(f"{cls.name}() is made by __new__", place)

    def initialised(made: Value) -> Value:
        own = class_of(m, made)
        return _initialised(m, made, own, arguments, place) if own is not None and cls in ancestry(own) else made

    return m.lift(initialised, call_function(m, making, arguments.behind(cls), place))


def _initialised(m: Interpreter, made: Value, cls: ClassValue, arguments: Arguments, place: Place) -> Value:
    """An instance behind its constructor."""
    base = library_base(cls)
    initialise = find(m, cls, "__init__")
    if isinstance(initialise, (Closure, FieldsInit)):
        try:
            call_own(m, initialise, arguments.behind(made), place)
        except PathEnds:
            # A constructor of which no path ends well: the object is unknown, the script goes on.
            return m.unknown(raising(cls), place)
    elif base is not None:
        initialise_library_base(m, made, base, arguments, place)
    if m.mentions("__del__") and find(m, cls, "__del__") is not None:
        # It runs when nothing refers to the instance any more, whenever that is.
        m.unseen(m.attribute(made, "__del__", place), place)
    return made


def made_by_type(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value | None:
    """`object.__new__(cls)`, `type.__new__(mcs, name, bases, body)` or `type.__call__(cls, ...)`; None for others."""
    cls = arguments.positional[0] if arguments.positional else None
    if not isinstance(cls, ClassValue):
        return None
    if name == TYPE_CALL:
        given = replace(arguments, positional=arguments.positional[1:])
        return instantiate_plainly(m, cls, given, place)
    if not name.endswith(NEW):
        return None
    if is_metaclass(cls):
        return made_class(m, cls, arguments, place)
    if unknown_base(cls) or any(base.removeprefix("builtins.") in FIXED for base in library_bases(cls)):
        return m.unknown(f"{cls.name}() is made by __new__", place)
    return blank(m, cls, library_base(cls), place)


def raising(cls: ClassValue) -> str:
    """Why an instance is not known where no path through its constructor ends well."""
    return f"{cls.name}() raises"


def blank(m: Interpreter, cls: ClassValue, base: str | None, place: Place) -> Object:
    """An instance before its constructor has run."""
    if base not in DICT_CLASSES:
        return m.new(base or OWN_CLASS, place, {"__class__": cls})
    made = m.new("dict", place, {"__class__": cls, "entries": Entries(())})
    getter = find(m, cls, "__getattr__")
    if base in attribute_dicts.DICTS or (isinstance(getter, Symbol) and getter.name.startswith("builtins.dict.")):
        m.write(made, BY_ATTRIBUTE, Known(base in attribute_dicts.GROWING))
    return made


def call_own(m: Interpreter, function: Closure | FieldsInit, arguments: Arguments, place: Place) -> Value:
    """Run a function of the script, or the `__init__` that a data class has instead of one."""
    if isinstance(function, Closure):
        return call_function(m, function, arguments, place)
    made = class_of(m, arguments.positional[0]) if arguments.positional else None
    last = find(m, made, "__post_init__") if made is not None else None
    bound = Bound(last, arguments.positional[0]) if isinstance(last, Closure) else None
    return initialise_fields(m, function, arguments, bound, place)


def initialise_library_base(m: Interpreter, owner: Value, base: str, arguments: Arguments, place: Place) -> Value:
    """`super().__init__(...)` that reaches a class of a library."""
    if isinstance(owner, Object) and owner.kind == "dict":
        dicts.begin(m, owner, arguments, place)
    elif isinstance(owner, Object):
        construct(m, owner, base, arguments, place)
    return NONE

"""Classes of the script, their instances, and how attributes are found on them."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Choice, Known, Object, Symbol, Value, choose
from zerolint.interp.callables import Bound, ClassValue, Closure, FieldsInit, Partial
from zerolint.interp.functions import call_function
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.knowledge import is_class_method

OWN_CLASS = "object"
"""The kind of an instance whose class has no base in a known library."""
METACLASSES = frozenset({"builtins.type", "abc.ABCMeta"})
"""Classes of the library whose instances are classes."""
NEW = ".__new__"
"""How the names of the functions end that make an instance of a class before its constructor runs."""
TYPE_CALL = "builtins.type.__call__"
"""What `type` does when a class is called."""
BASES = "__bases__"
"""What a class looks its attributes up in, as an assignment changes it."""


def ancestry(cls: ClassValue) -> tuple[ClassValue, ...]:
    """The class and its bases that the script defines, in the order attributes are looked up."""
    return (cls, *cls.behind)


def merged(bases: list[ClassValue]) -> tuple[ClassValue, ...]:
    """These bases and theirs, in the order attributes are looked up."""
    lines = [[*ancestry(base)] for base in bases] + [bases]
    order: list[ClassValue] = []
    while any(lines):
        heads = [line[0] for line in lines if line]
        # C3: the first that stands behind no other; without one, Python refuses the class.
        chosen = next((head for head in heads if not any(head in line[1:] for line in lines)), heads[0])
        order.append(chosen)
        lines = [[each for each in line if each is not chosen] for line in lines]
    return tuple(order)


def library_bases(cls: ClassValue) -> Iterator[str]:
    """The canonical names of the base classes that libraries define."""
    for each in ancestry(cls):
        for base in each.bases:
            if isinstance(base, Symbol) and base.name != "builtins.object":
                yield base.name


def library_base(cls: ClassValue) -> str | None:
    """The canonical name of the first base class that a library defines."""
    return next(library_bases(cls), None)


def unknown_base(cls: ClassValue) -> bool:
    """Whether some base is neither the script's nor a library's."""
    return any(not isinstance(base, (ClassValue, Symbol)) for each in ancestry(cls) for base in each.bases)


def is_metaclass(cls: ClassValue) -> bool:
    """Whether the instances of a class are classes."""
    return not METACLASSES.isdisjoint(library_bases(cls))


def class_of(m: Interpreter, owner: Value) -> ClassValue | None:
    """The script's class of an instance."""
    if isinstance(owner, Object):
        cls = m.heap.get((owner.key, "__class__"))
        return cls if isinstance(cls, ClassValue) else None
    return None


def find(m: Interpreter, cls: ClassValue, name: str, behind: ClassValue | None = None) -> Value | None:
    """A class attribute, looked up along the ancestry, or behind one class of it (`super()`)."""
    if m.mentions(BASES) and any(m.heap.get((each.key, BASES)) is not None for each in ancestry(cls)):
        return m.unknown("a class that got other bases")
    order = ancestry(cls)
    if behind is not None and behind in order:
        order = order[order.index(behind) + 1 :]
    return _find_in(m, order, name)


def _find_in(m: Interpreter, order: tuple[ClassValue, ...], name: str) -> Value | None:
    for position, each in enumerate(order, start=1):
        value = m.heap.get((each.key, name))
        value = m.here(value) if value is not None else UNSET
        if isinstance(value, Choice) and any(arm is UNSET for _, arm in value.arms):
            # Where some paths do not set it, they see that of the next class.
            rest = _find_in(m, order[position:], name)
            arms = [(labels, arm if arm is not UNSET else rest) for labels, arm in value.arms]
            return choose([(labels, arm) for labels, arm in arms if arm is not None])
        if value is not UNSET:
            return value
    return None


def bind_method(m: Interpreter, value: Value, owner: Value, cls: ClassValue, place: Place, name: str = "") -> Value:
    """What reading the class attribute `name` through an instance gives."""
    if name == "__new__":
        return value
    if isinstance(value, Closure):
        match value.role:
            case "staticmethod":
                return value
            case "classmethod":
                return Bound(value, cls)
            case "property":
                return call_function(m, value, Arguments((owner,)), place)
            case "cached_property":
                made = call_function(m, value, Arguments((owner,)), place)
                if isinstance(owner, Object):
                    m.write(owner, name, made)
                return made
        return Bound(value, owner)
    if isinstance(value, FieldsInit):
        return Partial(value, (owner,), ())
    getter = descriptor(m, value, "__get__")
    return value if getter is None else m.call(getter, (owner, cls), {}, place)


def class_attribute(m: Interpreter, cls: ClassValue, name: str, place: Place) -> Value:
    """What reading an attribute of the class itself gives."""
    value = find(m, cls, name)
    if value is None:
        return _class_attribute_of_base(m, cls, name, place)
    if isinstance(value, Closure) and value.role == "classmethod":
        return Bound(value, cls)
    getter = descriptor(m, value, "__get__")
    return value if getter is None else m.call(getter, (NONE, cls), {}, place)


def _class_attribute_of_base(m: Interpreter, cls: ClassValue, name: str, place: Place) -> Value:
    """What a class has from `type`, or as a class method from a library."""
    if name == "__name__":
        return Known(cls.name, place=place)
    if name == "__class__" and cls.metaclass is not None:
        return cls.metaclass
    if cls.metaclass is not None:
        value = find(m, cls.metaclass, name)
        if value is not None:
            return bind_method(m, value, cls, cls.metaclass, place, name)
    if name == "__new__":
        return Symbol(f"builtins.object{NEW}", place=place)
    given = next((f"{base}.{name}" for base in library_bases(cls) if is_class_method(f"{base}.{name}")), None)
    if given is not None:
        return Partial(Symbol(given), (cls,), (), place=place)
    getter = find(m, cls.metaclass, "__getattr__") if cls.metaclass is not None else None
    if isinstance(getter, Closure):
        return m.call(Bound(getter, cls), (Known(name),), {}, place)
    return m.unknown(f"the class attribute {name}", place)


def descriptor(m: Interpreter, value: Value | None, method: str) -> Value | None:
    """The method of a descriptor (`__get__`, `__set__`) of the script's own that stands in a class."""
    if not isinstance(value, Object) or not m.mentions(method):
        return None
    cls = class_of(m, value)
    found = find(m, cls, method) if cls is not None else None
    return Bound(found, value) if isinstance(found, Closure) else None

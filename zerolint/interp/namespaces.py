"""`object.__dict__`: the attributes of an object of the script's own, written past its class."""

from __future__ import annotations

from collections.abc import Mapping

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Value
from zerolint.interp import containers, dicts
from zerolint.interp.callables import ClassValue
from zerolint.interp.classes import class_of
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter
from zerolint.interp.project import MODULE_KIND
from zerolint.knowledge.records import BY_ATTRIBUTE, NAMESPACES

READING = frozenset({"items", "keys", "values", "get", "copy"})


def globals_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`globals()`: the variables of the module, as a dict that may be written."""
    return m.new(containers.NAMESPACE, place, {"of": Object(m.frames[-1].scopes[-1], MODULE_KIND)})


def locals_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`locals()`: inside a function, what is written into it is lost."""
    return globals_(m, arguments, place) if len(m.frames) == 1 else m.unknown("locals", place)


def vars_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`vars()` is `locals()`, `vars(object)` is `object.__dict__`."""
    if not arguments.positional:
        return locals_(m, arguments, place)
    return m.attribute(arguments.positional[0], "__dict__", place)


def namespace_of(m: Interpreter, owner: Value, place: Place) -> Object | None:
    """`owner.__dict__`; None for what is not of the script's own, nor known by its attributes."""
    if isinstance(owner, ClassValue):
        return m.new(containers.NAMESPACE, place, {"of": Object(owner.key, "class")})
    known = isinstance(owner, Object) and (
        class_of(m, owner) is not None or owner.kind in NAMESPACES or owner.kind == MODULE_KIND
    )
    return m.new(containers.NAMESPACE, place, {"of": owner}) if known else None


def item(m: Interpreter, namespace: Object, name: Value, place: Place) -> Value:
    """`object.__dict__[name]`: what was set on the object, whatever its class has."""
    owner = m.read(namespace, "of")
    if isinstance(owner, Object) and isinstance(name, Known) and isinstance(name.value, str):
        value = m.read(owner, name.value)
        known = owner.kind in (MODULE_KIND, "class") or name.value in m.attribute_names.get(owner.key, ())
        if known and value is not None and value is not UNSET:
            return value
    return m.unknown("a variable by its name", place)


def snapshot(m: Interpreter, namespace: Object, place: Place) -> Object | None:
    """The attributes of an object as a dict of its own; None where not all are known."""
    owner = m.read(namespace, "of")
    held = m.attributes(owner) if isinstance(owner, Object) else {}
    return containers.make_dict(m, {Known(name): each for name, each in held.items()}, place) if held else None


def store_name(m: Interpreter, namespace: Object, name: Value, value: Value) -> None:
    """`object.__dict__[name] = value`."""
    owner = m.read(namespace, "of")
    if isinstance(owner, Object) and isinstance(name, Known) and isinstance(name.value, str):
        m.set_attribute(owner, name.value, value)
    else:
        containers.forget(m, namespace, "written under an unknown name")


def method(
    m: Interpreter, namespace: Object, name: str, arguments: tuple[Value, ...], keywords: Mapping[str, Value]
) -> Value:
    """A method of `object.__dict__`."""
    pairs = dicts.pairs_from(m, arguments[0]) if arguments else {}
    if name == "update" and pairs is not None:
        for key, value in (*pairs.values(), *((Known(each), value) for each, value in keywords.items())):
            store_name(m, namespace, key, value)
        return NONE
    if name not in READING:
        containers.forget(m, namespace, f"changed by {name}")
    made = snapshot(m, namespace, namespace.place) if name in READING else None
    if made is None:
        return m.unknown(f"__dict__.{name}", namespace.place)
    return dicts.method(m, made, name, arguments, keywords, namespace.place)


def replace_namespace(m: Interpreter, owner: Object, value: Value) -> None:
    """`object.__dict__ = value`: what was there is gone; who else has that dict may change it."""
    if value == owner and owner.kind == "dict":
        m.write(owner, BY_ATTRIBUTE, Known(False))
        return
    for name in m.attribute_names.get(owner.key, ()):
        m.write(owner, name, m.unknown("another __dict__"))
    pairs = dicts.pairs_from(m, value) if isinstance(value, Object) else None
    for key, each in (pairs or {}).values():
        store_name(m, m.new(containers.NAMESPACE, owner.place, {"of": owner}), key, each)
    m.write(owner, "__dict__", value)

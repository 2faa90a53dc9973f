"""`object.__dict__`: the attributes of an object of the script's own, written past its class."""

from __future__ import annotations

from collections.abc import Mapping

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import NONE, Known, Object, Value
from zerolint.interp import containers, dicts
from zerolint.interp.classes import class_of
from zerolint.interp.machine import Interpreter
from zerolint.interp.project import MODULE_KIND

NAMESPACE = "__dict__"
"""The kind of what `object.__dict__` and `vars(object)` give."""
READING = frozenset({"items", "keys", "values", "get", "copy"})


def globals_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`globals()`: the variables of the module, as a dict that may be written."""
    return m.new(NAMESPACE, place, {"of": Object(m.frames[-1].scopes[-1], MODULE_KIND)})


def locals_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`locals()`: inside a function, what is written into it is lost."""
    return globals_(m, arguments, place) if len(m.frames) == 1 else m.unknown("locals", place)


def vars_(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`vars()` is `locals()`, `vars(object)` is `object.__dict__`."""
    if not arguments.positional:
        return locals_(m, arguments, place)
    owner = arguments.positional[0]
    return m.unknown("vars", place) if class_of(m, owner) is None else m.attribute(owner, "__dict__", place)


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
    return m.unknown(f"__dict__.{name}", namespace.place)


def replace_namespace(m: Interpreter, owner: Object, value: Value) -> None:
    """`object.__dict__ = value`: what was there is gone; who else has that dict may change it."""
    for name in m.attribute_names.get(owner.key, ()):
        m.write(owner, name, m.unknown("another __dict__"))
    pairs = dicts.pairs_from(m, value) if isinstance(value, Object) else None
    for key, each in (pairs or {}).values():
        store_name(m, m.new(NAMESPACE, owner.place, {"of": owner}), key, each)
    m.write(owner, "__dict__", value)

"""Metaclasses of the script's own: what they make of a class behind its body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Sequence, Value
from zerolint.interp.callables import Bound, ClassValue, Closure, WithMetaclass
from zerolint.interp.classes import ancestry, find
from zerolint.interp.containers import make_dict
from zerolint.interp.heap import UNSET
from zerolint.interp.machine import Interpreter

UNFOLLOWED = ("__prepare__", "__getattribute__", "__instancecheck__", "__subclasscheck__")
"""What a metaclass may do with its classes that is not followed."""
MAKING = "__making__"
"""The slot of a metaclass with the class that it is making."""


def metaclass_of(given: Value | None, bases: Iterable[Value]) -> ClassValue | None:
    """The metaclass of a class that names `given`, or the most derived of its bases; None for a library's."""
    inherited = [base.metaclass for base in bases if isinstance(base, ClassValue)]
    found = [each for each in (given, *inherited) if isinstance(each, ClassValue)]
    derived = (each for each in found if all(other in ancestry(each) for other in found))
    return next(derived, found[0] if found else None)


def without_helpers(bases: Iterable[Value], decorators: Iterable[Value]) -> tuple[tuple[Value, ...], Value | None]:
    """The bases of a class as they are without the helpers of `six`, and the metaclass that those give it."""
    metaclass: Value | None = None
    plain: list[Value] = []
    for base in bases:
        if isinstance(base, WithMetaclass):
            metaclass = base.metaclass
            plain += base.bases
        else:
            plain.append(base)
    for each in decorators:
        metaclass = each.metaclass if isinstance(each, WithMetaclass) else metaclass
    return tuple(plain), metaclass


def helper(name: str, arguments: Arguments, place: Place) -> WithMetaclass | None:
    """`six.with_metaclass(Meta, Base)` among the bases, or `six.add_metaclass(Meta)` above a class; None for others."""
    known = name.endswith((".with_metaclass", ".add_metaclass")) and arguments.positional and not arguments.opaque
    return WithMetaclass(arguments.positional[0], arguments.positional[1:], place=place) if known else None


def finished(m: Interpreter, made: ClassValue, body: Mapping[str, Value], keywords: dict[str, Value]) -> Value:
    """A class behind its body, as its metaclass leaves it; its bases are told of it."""
    metaclass = made.metaclass
    if metaclass is None:
        tell_bases(m, made, keywords)
        return made
    if any(find(m, metaclass, each) is not None for each in UNFOLLOWED):
        return m.unknown(f"a class made by {metaclass.name}", made.place)
    namespace = make_dict(m, {Known(name): value for name, value in body.items()}, made.place)
    given = (Known(made.name), Sequence(made.bases), namespace)
    value: Value = made
    making = find(m, metaclass, "__new__")
    if making is None:
        tell_bases(m, made, keywords)
    else:
        m.heap.set((metaclass.key, MAKING), made)
        value = m.call(making, (metaclass, *given), keywords, made.place)
    initialise = find(m, metaclass, "__init__")
    if value is made and isinstance(initialise, Closure):
        m.call(Bound(initialise, made), given, keywords, made.place)
    return value


def tell_bases(m: Interpreter, made: ClassValue, keywords: Mapping[str, Value]) -> None:
    """`__init_subclass__` of the bases of a class that is made."""
    told = find(m, made, "__init_subclass__", behind=made)
    if isinstance(told, Closure):
        m.call(Bound(told, made), (), keywords, made.place)


def made_class(m: Interpreter, metaclass: ClassValue, arguments: Arguments, place: Place) -> Value:
    """`type.__new__(metaclass, name, bases, body)`: the class in the making, with what the body is by then."""
    made = m.heap.get((metaclass.key, MAKING))
    _, name, bases, body = (*arguments.positional, None, None, None)[:4]
    entries = m.entries(body) if body is not None else None
    same = isinstance(bases, Sequence) and isinstance(made, ClassValue) and bases.items == made.bases
    if not isinstance(made, ClassValue) or name != Known(made.name) or not same or entries is None:
        return m.unknown(f"a class made by {metaclass.name}", place)
    names = {key.value: value for key, value in entries.items() if isinstance(key, Known)}
    for each in _own_names(m, made) - names.keys():
        m.heap.set((made.key, each), UNSET)
    for each, value in names.items():
        m.heap.set((made.key, each), value)
    tell_bases(m, made, arguments.keywords)
    return made


def _own_names(m: Interpreter, made: ClassValue) -> set[str]:
    """The names that the body of a class has bound."""
    return {name for overlay in m.heap.overlays for key, name in overlay if key == made.key}

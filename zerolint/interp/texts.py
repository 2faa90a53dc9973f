"""Methods of strings, numbers and tuples: on known arguments Python computes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from zerolint.facts.listings import listings
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Object, Sequence, Tensor, Value
from zerolint.interp import containers
from zerolint.interp.concrete import compute
from zerolint.interp.config_files import OPENING, opened_at
from zerolint.interp.machine import Interpreter
from zerolint.knowledge.paths import SAME
from zerolint.knowledge.tensors import make


def method(
    m: Interpreter,
    owner: Known | Sequence,
    name: str,
    arguments: tuple[Value, ...],
    keywords: Mapping[str, Value],
    place: Place,
) -> Value:
    """`owner.name(...)` on a str, bytes, number or tuple."""
    if isinstance(owner, Known) and isinstance(owner.value, PurePath) and name in SAME:
        return owner
    if isinstance(owner, Known) and isinstance(owner.value, PurePath) and name in OPENING:
        mode = arguments[0] if arguments else keywords.get("mode")
        return opened_at(m, owner, mode if name == "open" else None, place)
    kind = type(owner.value).__name__ if isinstance(owner, Known) else "tuple"
    if name == "join":
        arguments = tuple(listed(m, each) for each in arguments)
    return compute(
        m, f"{kind}.{name}", lambda it, *a, **k: getattr(it, name)(*a, **k), (owner, *arguments), keywords, place
    )


def listed(m: Interpreter, value: Value, *, partly: bool = False) -> Value:
    """An iterator as the items it gives; everything else as it is. `partly`: not all of them may be asked for."""
    if isinstance(value, Object) and value.kind in containers.ITERATORS:
        items = containers.asked(m, value) if partly else containers.drain(m, value)
        if items is None:
            if partly:
                containers.element(m, value, value.place)
            return m.unknown("items that are not known")
        return Sequence(items)
    return value


def formatted(m: Interpreter, values: Iterable[Value], place: Place) -> Value:
    """A text that is not known, made of these; of the name of a file it is known that it is another name for that."""
    names = tuple(each for each in values if isinstance(each, Tensor) and listings(each))
    return make(m, "text", names, place) if names else m.unknown("formatted text", place)

"""Python's built-in functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zerolint.facts import rows as rowsets
from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.sizes import ENDLESS, turns
from zerolint.facts.values import (
    NONE,
    Formula,
    Known,
    Object,
    Sequence,
    SliceOf,
    Symbol,
    Tensor,
    Unknown,
    Value,
    marked,
)
from zerolint.interp import containers
from zerolint.interp.callables import ClassValue, Closure, Super
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.knowledge import rows_of

Builtin = Callable[[Interpreter, Arguments, Place], Value]
MOST_NUMBERS = 64
NUMERIC: dict[str, Callable[..., Any]] = {
    "int": int,
    "float": float,
    "round": round,
    "abs": abs,
    "bool": bool,
    "str": str,
    "pow": pow,
    "divmod": divmod,
    "complex": complex,
    "ord": ord,
    "chr": chr,
}


def call_builtin(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value:
    """A call of a built-in function."""
    if name in ("exit", "quit"):
        raise PathEnds
    handler = BUILTINS.get(name)
    if handler is not None:
        return m.lift(
            lambda *values: handler(m, Arguments(values, arguments.keywords, arguments.opaque), place),
            *arguments.positional,
        )
    if name in NUMERIC:
        return m.lift(lambda *values: _numeric(m, name, values, place), *arguments.positional)
    return m.unknown(f"call of {name}", place)


def _numeric(m: Interpreter, name: str, values: tuple[Value, ...], place: Place) -> Value:
    if all(isinstance(value, Known) for value in values):
        try:
            result = NUMERIC[name](*(value.value for value in values if isinstance(value, Known)))
        except Exception:
            # The script raises here; nothing is known behind it.
            return m.unknown(f"{name}() raises", place)
        formula = values[0].formula if values and isinstance(values[0], Known) else None
        if isinstance(result, tuple):
            return Sequence(tuple(Known(each) for each in result), place=place)
        return marked(Known(result, formula, place=place), *values)
    if values and isinstance(values[0], Formula) and name in rowsets.OPERATIONS:
        return marked(Formula(name, values, place=place), *values)
    return m.unknown(f"call of {name}", place)


def _len(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if not arguments.positional:
        return Unknown("len")
    value = m.current(arguments.positional[0])
    items = m.elements(value)
    if items is not None:
        return Known(len(items), place=place)
    rows = rows_of(m, value)
    if rows is not None:
        size = rowsets.size(rows)
        return Known(size.value, place=place) if isinstance(size, Known) else size
    return m.unknown("a length", place)


def _range(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    bounds = [
        value.value for value in arguments.positional if isinstance(value, Known) and isinstance(value.value, int)
    ]
    if len(bounds) == len(arguments.positional) and 1 <= len(bounds) <= 3 and (len(bounds) < 3 or bounds[2]):
        numbers = range(*bounds)
        if len(numbers) <= MOST_NUMBERS:
            items = Sequence(tuple(Known(number, place=place) for number in numbers))
            return m.new("list", place, {"items": items, **_bounds(arguments.positional)})
    return m.new("list", place, {"items": Unknown("a long range"), **_bounds(arguments.positional)})


def _bounds(values: tuple[Value, ...]) -> dict[str, Value]:
    """How long a range is; where it begins and ends, for arrays that are indexed with it."""
    if len(values) == 1:
        return {"start": Known(0), "stop": values[0], "length": turns(Known(0), values[0], Known(1))}
    if len(values) == 2:
        return {"start": values[0], "stop": values[1], "length": turns(values[0], values[1], Known(1))}
    return {"length": turns(values[0], values[1], values[2])} if len(values) == 3 else {}


def _listed(kind: str) -> Builtin:
    def make(m: Interpreter, arguments: Arguments, place: Place) -> Value:
        source: Value = arguments.positional[0] if arguments.positional else NONE
        if not arguments.positional:
            items: tuple[Value, ...] | None = ()
        else:
            if isinstance(source, Tensor) or (isinstance(source, Unknown) and source.key):
                return source if kind == "list" else m.unknown(f"a {kind} of unknown items", place)
            items = m.elements(source)
        if kind == "tuple":
            return m.unknown("a tuple of unknown items", place) if items is None else Sequence(items, place=place)
        contents: dict[str, Value] = {
            "items": Unknown("items of something unknown") if items is None else Sequence(items)
        }
        typical = m.read(source, "element") if items is None and isinstance(source, Object) else None
        if typical is not None:
            contents["element"] = typical
        return m.new("set" if kind == "frozenset" else kind, place, contents)

    return make


def _dict(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    items: dict[Value, Value] = {}
    if arguments.opaque:
        return m.new("dict", place, {"entries": Unknown("unpacked arguments")})
    if arguments.positional:
        source = arguments.positional[0]
        known = m.entries(source)
        if known is None:
            pairs = m.elements(source)
            if pairs is None or not all(isinstance(pair, Sequence) and len(pair.items) == 2 for pair in pairs):
                return m.new("dict", place, {"entries": Unknown("a dict of something unknown")})
            known = {pair.items[0]: pair.items[1] for pair in pairs if isinstance(pair, Sequence)}
        items.update(known)
    items.update({Known(key): value for key, value in arguments.keywords.items()})
    return containers.make_dict(m, items, place)


def _zip(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if arguments.opaque:
        return m.unknown("zip of something unknown", place)
    columns = [m.elements(value) for value in arguments.positional]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns) or not columns:
        element = Sequence(tuple(containers.element(m, value, place) for value in arguments.positional))
        lengths = {containers.length(m, value) for value in arguments.positional} - {ENDLESS}
        length = lengths.pop() if len(lengths) == 1 else Unknown("the shortest of several")
        contents = {"items": Unknown("zip of something unknown"), "element": element, "length": length}
        return m.new("list", place, contents)
    return containers.make_list(m, tuple(Sequence(each) for each in zip(*known, strict=False)), place)


def _enumerate(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    items = m.elements(arguments.positional[0]) if arguments.positional else ()
    if items is None:
        element = Sequence((m.unknown("a position", place), containers.element(m, arguments.positional[0], place)))
        length = containers.length(m, arguments.positional[0])
        contents = {"items": Unknown("enumerate of something unknown"), "element": element, "length": length}
        return m.new("list", place, contents)
    start = arguments.positional[1] if len(arguments.positional) > 1 else arguments.keywords.get("start", Known(0))
    first = start.value if isinstance(start, Known) and isinstance(start.value, int) else 0
    return containers.make_list(m, tuple(Sequence((Known(first + i), item)) for i, item in enumerate(items)), place)


def _reversed(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    items = m.elements(arguments.positional[0]) if arguments.positional else None
    return m.unknown("reversed", place) if items is None else containers.make_list(m, items[::-1], place)


def _sorted(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    items = m.elements(arguments.positional[0]) if arguments.positional else None
    if items is None or arguments.keywords or not all(isinstance(item, Known) for item in items):
        return m.new("list", place, {"items": Unknown("sorted")})
    try:
        ordered = sorted(items, key=lambda item: item.value if isinstance(item, Known) else 0)
    except TypeError:
        return m.unknown("sorted() raises", place)
    return containers.make_list(m, tuple(ordered), place)


def _extreme(name: str, function: Callable[..., Any]) -> Builtin:
    def apply(m: Interpreter, arguments: Arguments, place: Place) -> Value:
        values: tuple[Value, ...] | None = arguments.positional
        if len(arguments.positional) == 1:
            values = m.elements(arguments.positional[0])
        if not values or arguments.keywords:
            return m.unknown(f"call of {name}", place)
        if all(isinstance(value, Known) for value in values):
            try:
                result = function([value.value for value in values if isinstance(value, Known)])
            except TypeError:
                return m.unknown(f"{name}() raises", place)
            return marked(Known(result, place=place), *values)
        if name in ("min", "max") and all(isinstance(value, (Known, Formula)) for value in values):
            return Formula(name, tuple(values), place=place)
        return m.unknown(f"call of {name}", place)

    return apply


def _isinstance(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 2:
        value, kind = arguments.positional
        if isinstance(value, Known) and isinstance(kind, Symbol):
            return Known(type(value.value).__name__ == kind.name.removeprefix("builtins."), place=place)
        if isinstance(value, Object) and isinstance(kind, Symbol):
            if value.kind == kind.name.removeprefix("builtins."):
                return Known(True, place=place)
            if value.kind == kind.name:
                return Known(True, place=place)
    return m.unknown("isinstance", place)


def _getattr(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    values = arguments.positional
    if len(values) >= 2 and isinstance(values[1], Known) and isinstance(values[1].value, str):
        found = m.attribute(values[0], values[1].value, place)
        return values[2] if len(values) == 3 and isinstance(found, Unknown) and isinstance(values[0], Object) else found
    return m.unknown("getattr", place)


def _super(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    frame = next(
        (
            each
            for each in reversed(m.frames)
            if isinstance(each.owner, ClassValue) and isinstance(each.function, Closure)
        ),
        None,
    )
    if frame is None or not isinstance(frame.owner, ClassValue):
        return m.unknown("super()", place)
    parameters = frame.node.params.params if frame.node is not None else ()
    owner = m.heap.get((frame.key, parameters[0].name.value)) if parameters else None
    return Super(frame.owner, owner if owner is not None else Unknown("self"), place=place)


def _map(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 2:
        items = m.elements(arguments.positional[1])
        if items is not None:
            return containers.make_list(
                m, tuple(m.call(arguments.positional[0], (item,), {}, place) for item in items), place
            )
    return m.unknown("map", place)


def _type(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 1:
        value = arguments.positional[0]
        if isinstance(value, Known):
            return Symbol(f"builtins.{type(value.value).__name__}", place=place)
        cls = m.read(value, "__class__") if isinstance(value, Object) else None
        if cls is not None:
            return cls
    return m.unknown("type", place)


def _setattr(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 3:
        owner, name, value = arguments.positional
        if isinstance(owner, Object) and isinstance(name, Known) and isinstance(name.value, str):
            m.write(owner, name.value, value)
    return NONE


def _next(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    return containers.element(m, arguments.positional[0], place) if arguments.positional else m.unknown("next", place)


def _iter(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    return arguments.positional[0] if arguments.positional else m.unknown("iter", place)


def _slice(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    values = arguments.positional
    bounds = (NONE, *values) if len(values) == 1 else values
    if not 1 <= len(values) <= 3:
        return m.unknown("slice", place)
    return SliceOf(*(*bounds, NONE, NONE)[:3], place=place)


BUILTINS: dict[str, Builtin] = {
    "len": _len,
    "range": _range,
    "list": _listed("list"),
    "tuple": _listed("tuple"),
    "set": _listed("set"),
    "frozenset": _listed("frozenset"),
    "dict": _dict,
    "zip": _zip,
    "enumerate": _enumerate,
    "reversed": _reversed,
    "sorted": _sorted,
    "min": _extreme("min", min),
    "max": _extreme("max", max),
    "sum": _extreme("sum", sum),
    "any": _extreme("any", any),
    "all": _extreme("all", all),
    "isinstance": _isinstance,
    "getattr": _getattr,
    "setattr": _setattr,
    "super": _super,
    "map": _map,
    "type": _type,
    "next": _next,
    "iter": _iter,
    "slice": _slice,
    "print": lambda m, arguments, place: NONE,
}

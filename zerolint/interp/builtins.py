"""Python's built-in functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import libcst as cst

from zerolint.facts import worlds
from zerolint.facts.listings import SORTED
from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.rows import Root
from zerolint.facts.sizes import turns
from zerolint.facts.values import (
    MEMBER,
    NONE,
    OVERRIDABLE,
    Formula,
    Known,
    Object,
    Sequence,
    SliceOf,
    Symbol,
    Tensor,
    Unknown,
    Value,
    at,
    marked,
)
from zerolint.interp import containers, dicts, iterating, lists, namespaces, texts
from zerolint.interp.attributes import (
    delete_attribute,
    delete_plainly,
    has_attribute,
    plain_attribute,
    set_plainly,
    write_attribute,
)
from zerolint.interp.callables import ClassValue, Closure, Entries, Super
from zerolint.interp.classes import ancestry, class_of, unknown_base
from zerolint.interp.concrete import NotConcrete, compute, concrete, marked_by
from zerolint.interp.config_files import opened
from zerolint.interp.dunders import special
from zerolint.interp.machine import Interpreter
from zerolint.interp.sums import sum_
from zerolint.knowledge import rows_of
from zerolint.knowledge.lists import listed
from zerolint.knowledge.made_by_pandas import is_table
from zerolint.knowledge.tensors import same_rows

Builtin = Callable[[Interpreter, Arguments, Place], Value]
MOST_NUMBERS = 64
NUMBERS = (int, float, round, abs, bool, pow, divmod, complex, any, all)
TEXTS = (str, ord, chr, bin, hex, oct, repr, ascii, format, bytes)
PURE: dict[str, Callable[..., Any]] = {each.__name__: each for each in (*NUMBERS, *TEXTS)}
"""What Python computes by itself on known arguments."""


def call_builtin(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value:
    """A call of a built-in function."""
    if arguments.opaque:
        columns = iterating.columns(m, arguments.unpacked, place) if name == "zip" and arguments.unpacked else None
        return m.unknown(f"call of {name}", place) if columns is None else columns
    handler = BUILTINS.get(name)
    if handler is None and name not in PURE:
        for each in arguments.values:
            m.unseen(each, place)
            containers.forget(m, each, f"passed to {name}")
        return m.unknown(f"call of {name}", place)

    def run(*values: Value) -> Value:
        given = Arguments(values, arguments.keywords)
        return handler(m, given, place) if handler is not None else _pure(m, name, given, place)

    return m.lift(run, *arguments.positional)


def _pure(m: Interpreter, name: str, arguments: Arguments, place: Place) -> Value:
    values = arguments.positional
    if values and isinstance(values[0], Formula) and name in worlds.OPERATIONS:
        return marked(Formula(name, values, place=place), *values)
    own = special(m, name, values[0], values[1:], place) if values else None
    if own is not None:
        return own
    if values and isinstance(values[0], Tensor) and name in ("abs", "round"):
        return m.unknown(f"call of {name}", place)
    early = name in ("any", "all")
    given = tuple(texts.listed(m, each, partly=early) for each in values)
    result = compute(m, name, PURE[name], given, arguments.keywords, place)
    if early:
        containers.begin(m, values[0] if values else NONE)
    if isinstance(result, Known) and len(values) == 1 and isinstance(values[0], Known):
        return replace(result, formula=values[0].formula)
    return result


def _len(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if not arguments.positional:
        return Unknown("len")
    value = m.current(arguments.positional[0])
    own = special(m, "len", value, (), place)
    if own is not None:
        return own
    if isinstance(value, Object) and value.kind in (*containers.CONTAINERS, *containers.ITERATORS):
        if value.kind in containers.CONTAINERS:
            contents = m.read(value, "entries" if value.kind == "dict" else "items")
            return m.lift(lambda each: _size(m, value, each, place), contents or Unknown("contents"))
        return m.unknown("a length", place)
    items = m.elements(value)
    if items is not None:
        return marked(Known(len(items), place=place), value)
    rows = rows_of(m, value)
    if rows is not None:
        size = worlds.size(rows)
        return Known(size.value, place=place) if isinstance(size, Known) else size
    return m.unknown("a length", place)


def _size(m: Interpreter, owner: Object, contents: Value, place: Place) -> Value:
    """The number of items of one alternative of a container."""
    if isinstance(contents, (Sequence, Entries)) and OVERRIDABLE not in contents.marks:
        return Known(len(contents.items), place=place)
    # A list of unknown length is data like any other.
    rows = rows_of(m, listed(m, owner)) or Root(owner.key) if owner.kind == "list" else None
    return worlds.size(rows) if rows is not None else m.unknown("a length", place)


def _range(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    bounds = [
        value.value for value in arguments.positional if isinstance(value, Known) and isinstance(value.value, int)
    ]
    if len(bounds) == len(arguments.positional) and 1 <= len(bounds) <= 3 and (len(bounds) < 3 or bounds[2]):
        numbers = range(*bounds)
        if len(numbers) <= MOST_NUMBERS:
            items = Sequence(tuple(Known(number, place=place, marks=_marks(arguments)) for number in numbers))
            return m.new("list", place, {"items": items, **_bounds(arguments.positional)})
    return m.new("list", place, {"items": Unknown("a long range"), **_bounds(arguments.positional)})


def _marks(arguments: Arguments) -> frozenset[str]:
    return frozenset().union(*(each.marks for each in arguments.positional))


def _bounds(values: tuple[Value, ...]) -> dict[str, Value]:
    """How long a range is and its step; where it begins and ends, for arrays that are indexed with it."""
    if not 1 <= len(values) <= 3:
        return {}
    start, stop, step = (*((Known(0),) if len(values) == 1 else ()), *values, Known(1))[:3]
    ends = {"start": start, "stop": stop} if len(values) < 3 else {}
    return {**ends, "step": step, "length": turns(start, stop, step)}


def _listed(kind: str) -> Builtin:
    def make(m: Interpreter, arguments: Arguments, place: Place) -> Value:
        source: Value = arguments.positional[0] if arguments.positional else NONE
        if not arguments.positional:
            items: tuple[Value, ...] | None = ()
        else:
            if isinstance(source, Tensor) and is_table(source):
                return m.unknown("names of columns", place)
            if isinstance(source, Tensor) and kind == "list":
                return same_rows(m, "copy", source, place)
            if isinstance(source, Tensor) or (isinstance(source, Unknown) and source.key):
                return source if kind == "list" else m.unknown(f"a {kind} of unknown items", place)
            items = lists.members(m, source) if kind in ("set", "frozenset") else containers.drain(m, source)
        if kind == "tuple":
            return m.unknown("a tuple of unknown items", place) if items is None else Sequence(items, place=place)
        if kind != "list":
            return lists.make_set(m, items, place)
        if items is not None:
            return containers.make_list(m, items, place)
        element = containers.element(m, source, place)
        return m.new("list", place, {"items": Unknown("items of something unknown"), "element": element})

    return make


def _dict(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    made = m.new("dict", place, {"entries": Entries(())})
    dicts.method(m, made, "update", arguments.positional[:1], arguments.keywords, place)
    return made


def _sorted(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    items = lists.members(m, arguments.positional[0]) if arguments.positional else None
    ordered = lists.ordered(m, items, arguments.keywords, place)
    if ordered is not None:
        return containers.make_list(m, ordered, place)
    element = containers.element(m, arguments.positional[0], place) if arguments.positional else Unknown("sorted")
    if isinstance(element, Tensor):
        element = same_rows(m, SORTED, element, place)
    return m.new("list", place, {"items": Unknown("sorted"), "element": element})


def _extreme(name: str, function: Callable[..., Any]) -> Builtin:
    def apply(m: Interpreter, arguments: Arguments, place: Place) -> Value:
        values: tuple[Value, ...] | None = arguments.positional
        if len(arguments.positional) == 1:
            values = lists.members(m, arguments.positional[0])
        if not values or arguments.keywords:
            m.unseen(arguments.keywords.get("key", NONE), place)
            return m.unknown(f"call of {name}", place)
        if all(isinstance(value, (Known, Formula)) for value in values) and not all(
            isinstance(value, Known) for value in values
        ):
            return Formula(name, tuple(values), place=place)
        try:
            keys = [concrete(m, each) for each in values]
            chosen = values[function(range(len(keys)), key=keys.__getitem__)]
        except (NotConcrete, TypeError):
            return m.unknown(f"call of {name}", place)
        return marked_by(m, at(chosen, place) if isinstance(chosen, Known) else chosen, *values)

    return apply


KINDS = {"list": "list", "dict": "dict", "set": "set", "tuple": "tuple"}
SCALARS = {each.__name__: each for each in (int, float, str, bool, bytes, complex)}


def _isinstance(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) != 2:
        return m.unknown("isinstance", place)
    value, kind = arguments.positional
    kinds = kind.items if isinstance(kind, Sequence) else (kind,)
    verdicts = [_is_one(m, value, each) for each in kinds]
    if True in verdicts:
        return marked(Known(True, place=place), value)
    return m.unknown("isinstance", place) if None in verdicts else marked(Known(False, place=place), value)


def _is_one(m: Interpreter, value: Value, kind: Value) -> bool | None:
    """Whether a value is an instance of one class; None where that is not known."""
    name = kind.name.removeprefix("builtins.") if isinstance(kind, Symbol) else ""
    if isinstance(kind, ClassValue):
        cls = class_of(m, value)
        if cls is not None:
            return True if kind in ancestry(cls) else None if unknown_base(cls) else False
        return False if isinstance(value, (Known, Sequence)) and MEMBER not in value.marks else None
    if isinstance(value, Known) and name in SCALARS:
        return isinstance(value.value, SCALARS[name])
    if isinstance(value, Known) and name in KINDS:
        return False
    if isinstance(value, Sequence) and name in (*KINDS, *SCALARS):
        return name == "tuple"
    if isinstance(value, Object) and value.kind in KINDS and name in (*KINDS, *SCALARS):
        # A frozenset is kept as a set.
        return name == value.kind if value.kind != "set" else (None if name in ("set", "frozenset") else False)
    known = isinstance(value, Object) and isinstance(kind, Symbol) and value.kind in (name, kind.name)
    return True if known else None


def _getattr(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    values = arguments.positional
    if len(values) < 2 or not isinstance(values[1], Known) or not isinstance(values[1].value, str):
        return m.unknown("getattr", place)
    owner, name = values[0], values[1].value
    found = has_attribute(m, owner, values[1])
    if len(values) == 3 and found is False:
        return values[2]
    if len(values) == 3 and found is None and isinstance(owner, Object) and m.read(owner, name) is None:
        given = m.attribute(owner, name, place)
        return m.unknown("getattr", place) if isinstance(given, Unknown) else given
    return m.attribute(owner, name, place)


def _super(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`super()` of the method around it, also in a comprehension there, or the class and instance that it is given."""
    given = arguments.positional
    if len(given) == 2 and isinstance(given[0], ClassValue):
        return Super(given[0], given[1], place=place)
    frame = next(
        (
            each
            for each in reversed(m.frames)
            if isinstance(each.owner, ClassValue)
            and isinstance(each.function, Closure)
            and isinstance(each.node, cst.FunctionDef | cst.Lambda)
        ),
        None,
    )
    if given or frame is None or not isinstance(frame.owner, ClassValue):
        return m.unknown("super()", place)
    parameters = frame.node.params.params
    owner = m.heap.get((frame.key, parameters[0].name.value)) if parameters else None
    return Super(frame.owner, owner if owner is not None else Unknown("self"), place=place)


def _type(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 1:
        value = arguments.positional[0]
        if isinstance(value, Known) and MEMBER not in value.marks:
            return Symbol(f"builtins.{type(value.value).__name__}", place=place)
        cls = m.read(value, "__class__") if isinstance(value, Object) else None
        if cls is not None:
            return cls
    return m.unknown("type", place)


def _setattr(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 3:
        owner, name, value = arguments.positional
        if isinstance(name, Known) and isinstance(name.value, str):
            write_attribute(m, owner, name.value, value, place)
        else:
            containers.forget(m, owner, "an attribute of an unknown name")
    return NONE


def _plainly(run: Callable[..., object]) -> Builtin:
    """What `object` itself does with an attribute: `object.__setattr__(self, name, value)`."""

    def apply(m: Interpreter, arguments: Arguments, place: Place) -> Value:
        owner, name, *value = (*arguments.positional, NONE, NONE)[: max(2, len(arguments.positional))]
        if isinstance(owner, Object) and isinstance(name, Known) and isinstance(name.value, str):
            result = run(m, owner, name.value, *value, place)
            return result if isinstance(result, Value) else NONE
        containers.forget(m, owner, "an attribute of an unknown name")
        return m.unknown("an attribute of an unknown name", place)

    return apply


def _delattr(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    if len(arguments.positional) == 2:
        owner, name = arguments.positional
        if isinstance(name, Known) and isinstance(name.value, str):
            return delete_attribute(m, owner, name.value, place)
        containers.forget(m, owner, "an attribute of an unknown name")
    return NONE


def _property(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    """`property(get, set)` in a class body."""
    named = dict(zip(("fget", "fset", "fdel"), arguments.positional, strict=False)) | dict(arguments.keywords)
    getter, setter, deleter = (
        found if isinstance(found, Closure) else None
        for found in (named.get(each) for each in ("fget", "fset", "fdel"))
    )
    if getter is None:
        return m.unknown("a property", place)
    return replace(getter, role="property", setter=setter, deleter=deleter)


def _hasattr(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    found = has_attribute(m, *arguments.positional) if len(arguments.positional) == 2 else None
    return m.unknown("hasattr", place) if found is None else Known(found, place=place)


def _slice(m: Interpreter, arguments: Arguments, place: Place) -> Value:
    values = arguments.positional
    bounds = (NONE, *values) if len(values) == 1 else values
    if not 1 <= len(values) <= 3:
        return m.unknown("slice", place)
    return SliceOf(*(*bounds, NONE, NONE)[:3], place=place)


BUILTINS: dict[str, Builtin] = {
    "len": _len,
    "open": opened,
    "range": _range,
    "list": _listed("list"),
    "tuple": _listed("tuple"),
    "set": _listed("set"),
    "frozenset": _listed("frozenset"),
    "dict": _dict,
    "zip": iterating.zip_,
    "enumerate": iterating.enumerate_,
    "reversed": iterating.reversed_,
    "sorted": _sorted,
    "sum": sum_,
    "min": _extreme("min", min),
    "max": _extreme("max", max),
    "delattr": _delattr,
    "vars": namespaces.vars_,
    "property": _property,
    "object.__setattr__": _plainly(set_plainly),
    "object.__getattribute__": _plainly(plain_attribute),
    "object.__delattr__": _plainly(delete_plainly),
    "globals": namespaces.globals_,
    "locals": namespaces.locals_,
    "hasattr": _hasattr,
    "isinstance": _isinstance,
    "getattr": _getattr,
    "setattr": _setattr,
    "super": _super,
    "map": iterating.map_,
    "filter": iterating.filter_,
    "type": _type,
    "next": iterating.next_,
    "iter": iterating.iter_,
    "slice": _slice,
    **dict.fromkeys(("object.__init__", "object.__init_subclass__", "print"), lambda m, arguments, place: NONE),
}

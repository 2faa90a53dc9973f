"""What code that is not seen does with the script's own functions: it may call them, once or often or never."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Formula, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.callables import Bound, Closure, Partial
from zerolint.interp.classes import ancestry, class_of, find, library_base
from zerolint.interp.functions import call_function
from zerolint.interp.machine import Interpreter

UNSEEN = "passed to something unknown"
PLAIN = (Known, Tensor, Unknown, Symbol, Formula)
"""What holds no function of the script."""
DEEPEST = 3
"""Containers inside containers that are looked through for functions."""


def unseen(m: Interpreter, value: Value, place: Place) -> None:
    """Code that is not seen gets a value: what functions in it would change is not known any more."""
    for each in list(_callables(m, value)):
        perhaps_call(m, each, place)


def calling_back(m: Interpreter, arguments: Arguments, place: Place, run: Callable[[], Value | None]) -> Value | None:
    """A call of a library: what it does with functions that it is given, unless that is known to run them."""
    given = [*arguments.positional, *arguments.keywords.values()]
    functions = [each for value in given if not isinstance(value, PLAIN) for each in _callables(m, value)]
    if not functions:
        return run()
    known = {_node(each) for each in functions} & m.called
    m.called -= known
    result = run()
    if result is None or isinstance(result, Tensor):
        for each in functions:
            if _node(each) not in m.called:
                perhaps_call(m, each, place)
    m.called |= known
    return result


def _node(function: Value) -> int:
    inner = function.function if isinstance(function, (Bound, Partial)) else function
    return id(inner.node) if isinstance(inner, Closure) else 0


def _callables(m: Interpreter, value: Value, depth: int = DEEPEST) -> Iterator[Value]:
    """The functions of the script in a value: itself, in a container, methods that a library's base class calls."""
    match value:
        case Closure() | Bound() | Partial():
            yield value
        case Method(owner=Object(kind="list" | "set" | "dict")):
            yield value
        case Choice():
            for _, each in value.arms:
                yield from _callables(m, each, depth)
        case Sequence() | Object(kind="list" | "dict") if depth:
            known = m.entries(value)
            for each in (m.elements(value) or ()) if known is None else known.values():
                if not isinstance(each, PLAIN):
                    yield from _callables(m, each, depth - 1)
        case Object():
            yield from _methods(m, value)


def _methods(m: Interpreter, owner: Object) -> Iterator[Value]:
    cls = class_of(m, owner)
    if cls is None:
        return
    called = find(m, cls, "__call__")
    if isinstance(called, Closure):
        yield Bound(called, owner)
    if library_base(cls) is not None:
        for each in ancestry(cls):
            yield from (Bound(function, owner) for name, function in _defined(m, each.key) if name.startswith("on_"))


def _defined(m: Interpreter, key: int) -> Iterator[tuple[str, Closure]]:
    for function in m.definitions:
        if isinstance(function, Closure) and function.owner is not None and function.owner.key == key:
            yield function.name, function


def perhaps_call(m: Interpreter, function: Value, place: Place) -> None:
    """Code that is not seen may call this with any arguments: what that would change is unknown."""
    if isinstance(function, Method):
        containers.forget(m, function.owner, UNSEEN)
        return
    first: tuple[Value, ...] = ()
    while isinstance(function, (Bound, Partial)):
        if isinstance(function, Partial):
            for each in (*function.arguments, *(value for _, value in function.keywords)):
                containers.forget(m, each, UNSEEN)
            first = (*function.arguments, *first)
        else:
            first = (function.owner, *first)
        function = function.function
    if not isinstance(function, Closure):
        return
    for default in function.defaults.values():
        # Shared by every call, also by those that are not seen.
        containers.forget(m, default, UNSEEN)
    closure, newest, events = function, m.newest, len(m.events)
    with m.heap.journal() as written:
        m.arm(frozenset(), lambda: call_function(m, closure, Arguments(first, {}, True), place) is not None)
    m.called.discard(id(closure.node))
    del m.events[events:]
    for slot in written:
        if slot[0] <= newest:
            m.heap.set(slot, m.unknown(UNSEEN))

"""What code that is not seen does with the script's own functions: it may call them, once or often or never."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import libcst as cst

from zerolint.facts.costs import GRADIENT
from zerolint.facts.events import HandedOn, HandedOver
from zerolint.facts.graphs import ancestors
from zerolint.facts.machine import HANDED_OVER, Arguments
from zerolint.facts.operations import operation
from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Formula, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.callables import Bound, Closure, Coroutine, Partial
from zerolint.interp.classes import ancestry, class_of, find, library_base
from zerolint.interp.functions import call_function
from zerolint.interp.heap import Written
from zerolint.interp.machine import Interpreter
from zerolint.knowledge import is_optimizer
from zerolint.knowledge.writing import write_into

UNSEEN = "passed to something unknown"
REPEATED = "changed each time that a library calls a function"
PLAIN = (Known, Tensor, Unknown, Symbol, Formula)
"""What holds no function of the script."""
PROTOCOLS = ("__call__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__iter__", "__next__", "__getitem__")
"""Methods that code which is not seen calls on what it is given."""
KNOWN = ("keras.", "tf.", "sklearn.", "unittest.")
"""Libraries whose classes call what a subclass defines in ways that are known."""
SAMPLE = "sample"
"""The slot of an instance on which methods that nobody calls run: each runs once, however a library calls them."""
MAKING = frozenset({"__init__", "__new__", "__init_subclass__"})
"""Methods that only who makes an instance or a class calls."""
IN_PLACE = "data"
"""The slot of what an array holds since it was changed in place: each call of a function gets another array."""
EMPTY = frozenset({"zeros", "ones", "full"})
"""Operations that make arrays of one number."""
DEEPEST = 3
"""Containers inside containers that are looked through for functions and optimizers."""


def unseen(m: Interpreter, value: Value, place: Place) -> None:
    """Code that is not seen gets a value: what functions in it would change is not known any more."""
    for each in list(_callables(m, value)):
        _keep(m, perhaps_call(m, each, place))


def handed_over(m: Interpreter, arguments: Arguments, place: Place, name: str = "") -> None:
    """Note what code that is not seen is given, optimizers by the name under which the script calls that code.

    An array that the script made to be filled in may be filled in there.
    """
    values = [each for value in arguments.values if not isinstance(value, PLAIN) for each in _held(m, value)]
    held = [each for each in values if isinstance(each, Object)]
    if not name.startswith(KNOWN):
        for each in held:
            m.remember(each, HANDED_OVER, Known(True))
        for value in arguments.values:
            if isinstance(value, Tensor) and operation(value.operator) in EMPTY:
                write_into(m, value, m.unknown(UNSEEN, place))
    given = [each for each in held if is_optimizer(each)]
    if given:
        m.event(HandedOver(place=place, optimizers=tuple(dict.fromkeys(given)), to=name or called_as(m, place)))
    handed_on(m, arguments.values, place)


def handed_on(m: Interpreter, values: tuple[Value, ...], place: Place) -> None:
    """Note gradients and optimizers in what code that is not seen gets, as arguments or by a return."""
    if not m.mentions("gradient"):
        return
    held = [each for value in values for each in _held(m, value, plain=True)]
    optimizers = {each.key: each for each in held if isinstance(each, Object) and is_optimizer(each)}
    gradients = {id(each): each for value in held for each in ancestors(value) if each.operator == GRADIENT}
    if gradients or optimizers:
        m.event(HandedOn(place=place, gradients=tuple(gradients.values()), optimizers=tuple(optimizers.values())))


def _held(m: Interpreter, value: Value, depth: int = DEEPEST, *, plain: bool = False) -> Iterator[Value]:
    """What may be in a value: each arm of a choice, what is in a container, in containers inside it; else itself.

    What holds no function is left out of containers, unless `plain`.
    """
    match value:
        case Choice():
            for _, each in value.arms:
                yield from _held(m, each, depth, plain=plain)
        case Sequence() | Object(kind="list" | "dict") if depth:
            known = m.entries(value)
            items = m.elements(value) if known is None else tuple(known.values())
            # Of a list of unknown length one item stands for all.
            typical = m.typical(value) if items is None and plain else None
            for each in items or (() if typical is None else (typical,)):
                if plain or not isinstance(each, PLAIN):
                    yield from _held(m, each, depth - 1, plain=plain)
        case _:
            yield value


def called_as(m: Interpreter, place: Place) -> str:
    """The last name in what a call calls."""
    node = m.nodes[place] if 0 <= place < len(m.nodes) else None
    called = node.func if isinstance(node, cst.Call) else None
    if isinstance(called, cst.Attribute):
        called = called.attr
    return called.value if isinstance(called, cst.Name) else ""


def is_instance(m: Interpreter, value: Value) -> bool:
    """Whether something unknown was made by the call of a class, going by its name: `losses.ListMLE()` is not None."""
    called = called_as(m, value.place) if isinstance(value, Unknown) else ""
    return called[:1].isupper() and not called.isupper()


def _keep(m: Interpreter, written: Written) -> None:
    """Code that is not seen has a function that writes this, and may keep it and call it later."""
    if not written <= m.heap.escaped:
        m.heap.escaped |= written
        # Calls that were run before did not know of it; this one is not to be replayed.
        m.summaries.clear()
        m.irregular += 1


def often(m: Interpreter, run: Callable[[], Value]) -> Value:
    """What `run` gives, which a library does once or many times.

    What it writes without having read it is the same each time; what it reads and then writes is unknown behind it.
    """
    newest = m.newest
    value, watch, delta = m.heap.watched(newest, run)
    for slot, after in delta.items():
        before = watch.read.get(slot)
        if slot[0] <= newest and before is not None and _grows(before, after) and slot[1] != IN_PLACE:
            m.heap.set(slot, m.unknown(REPEATED))
    return value


def _grows(before: Value, after: Value) -> bool:
    """Whether what was written may be another thing after the next call."""
    kept = isinstance(after, Object) and after.kind not in containers.CONTAINERS
    return not kept and before != after


def calling_back(m: Interpreter, arguments: Arguments, place: Place, run: Callable[[], Value | None]) -> Value | None:
    """A call of a library: what it does with functions that it is given, unless that is known to run them."""
    functions = [each for value in arguments.values if not isinstance(value, PLAIN) for each in _callables(m, value)]
    if not functions:
        return run()
    known = {_node(each) for each in functions} & m.called
    m.called -= known
    result = run()
    if result is None or isinstance(result, Tensor):
        for each in functions:
            if _node(each) not in m.called:
                _keep(m, perhaps_call(m, each, place))
    m.called |= known
    return result


def _node(function: Value) -> int:
    inner = function.function if isinstance(function, (Bound, Partial, Coroutine)) else function
    return id(inner.node) if isinstance(inner, Closure) else 0


def _callables(m: Interpreter, value: Value) -> Iterator[Value]:
    """The functions of the script in a value: itself, in a container, methods that a library's base class calls."""
    for each in _held(m, value):
        match each:
            case Closure() | Bound() | Partial() | Coroutine() | Object(kind="iterator" | "generator"):
                yield each
            case Method(owner=Object(kind="list" | "set" | "dict")):
                yield each
            case Object():
                yield from _methods(m, each)


def _methods(m: Interpreter, owner: Object) -> Iterator[Value]:
    cls = class_of(m, owner)
    if cls is None:
        return
    for name in PROTOCOLS:
        called = find(m, cls, name) if m.mentions(name) else None
        if isinstance(called, Closure):
            yield Bound(called, owner)
    if library_base(cls) is not None:
        for each in ancestry(cls):
            yield from (Bound(function, owner) for name, function in _defined(m, each.key) if name.startswith("on_"))


def inherited(m: Interpreter, owner: Value, place: Place) -> None:
    """A method that an instance of the script's own has from a library is not seen: it may call those of its class."""
    cls = class_of(m, owner)
    if (
        cls is None
        or not isinstance(owner, Object)
        or owner.kind.startswith(KNOWN)
        or m.read(owner, SAMPLE) is not None
    ):
        return
    for each in ancestry(cls):
        for name, function in list(_defined(m, each.key)):
            if name not in MAKING:
                _keep(m, perhaps_call(m, Bound(function, owner), place))


def _defined(m: Interpreter, key: int) -> Iterator[tuple[str, Closure]]:
    for function in m.definitions:
        if isinstance(function, Closure) and function.owner is not None and function.owner.key == key:
            yield function.name, function


def _perhaps_run(m: Interpreter, iterator: Object, place: Place) -> Written:
    """Code that is not seen may take some or all items of an iterator: what making them changes is unknown."""
    newest = m.newest
    with m.heap.journal() as written:
        m.arm(frozenset(), lambda: returns_elsewhere(m, containers.element(m, iterator, place), place))
    changed = {slot for slot in written if slot[0] <= newest and slot[0] != iterator.key}
    for slot in changed:
        m.heap.set(slot, m.unknown(UNSEEN))
    containers.begin(m, iterator)
    return changed


def perhaps_call(m: Interpreter, function: Value, place: Place) -> Written:
    """Code that is not seen may call this with any arguments: what that would change, which it gives, is unknown."""
    if isinstance(function, Object):
        return _perhaps_run(m, function, place)
    if isinstance(function, Method):
        containers.forget(m, function.owner, UNSEEN)
        return set()
    called, arguments = _behind(m, function)
    if not isinstance(called, Closure):
        return set()
    for default in called.defaults.values():
        # Shared by every call, also by those that are not seen.
        containers.forget(m, default, UNSEEN)
    closure, newest, events = called, m.newest, len(m.events)
    with m.heap.journal() as written:
        m.arm(frozenset(), lambda: returns_elsewhere(m, call_function(m, closure, arguments, place), place))
    m.called.discard(id(closure.node))
    _hand_over(m, closure, events)
    changed = {slot for slot in written if slot[0] <= newest}
    for slot in changed:
        m.heap.set(slot, m.unknown(UNSEEN))
    return changed


def returns_elsewhere(m: Interpreter, returned: Value, place: Place) -> bool:
    """What a function returns to code that is not seen."""
    handed_on(m, (returned,), place)
    return True


def _hand_over(m: Interpreter, function: Closure, start: int) -> None:
    """Take back the events of a function that may be called, and keep them for the case that nothing else calls it.

    Code that is not seen calls it about here, with what there is by now: an objective that is handed to a search. One
    with defaults runs at the end, where these are known; a method runs there as well, on an unknown instance, and so
    does every function of a script whose functions assign globals: what these hold by then is not known here.
    """
    events = [replace(each, uncalled=True) for each in m.events[start:]]
    del m.events[start:]
    for key, (at, kept) in list(m.handed.events.items()):
        m.handed.events[key] = min(at, start), kept
    if function.owner is None and not function.defaults and not m.mentions("global "):
        m.handed.events.setdefault(id(function.node), (start, events))


def _behind(m: Interpreter, function: Value) -> tuple[Value, Arguments]:
    """What a method, partial or coroutine calls in the end, and what is known of its arguments."""
    if isinstance(function, Coroutine):
        return function.function, function.arguments
    first: tuple[Value, ...] = ()
    while isinstance(function, (Bound, Partial)):
        if isinstance(function, Partial):
            for each in (*function.arguments, *(value for _, value in function.keywords)):
                containers.forget(m, each, UNSEEN)
            first = (*function.arguments, *first)
        else:
            first = (function.owner, *first)
        function = function.function
    return function, Arguments(first, {}, True)

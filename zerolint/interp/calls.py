"""Calls: who is called decides who answers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from zerolint.facts.events import Revealed
from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import (
    NONE,
    Known,
    Method,
    Object,
    Sequence,
    Symbol,
    Tensor,
    Unknown,
    Value,
    alternatives,
)
from zerolint.interp import containers, dicts, lists, namespaces, passing, quoted, texts, unknown_fits
from zerolint.interp.attributes import ATTRIBUTE_OF
from zerolint.interp.builtins import call_builtin
from zerolint.interp.callables import Bound, ClassValue, Closure, Coroutine, FieldsInit, Partial
from zerolint.interp.classes import class_of, find
from zerolint.interp.concrete import hash_key
from zerolint.interp.config_files import OPENING
from zerolint.interp.escapes import (
    UNSEEN,
    called_as,
    calling_back,
    handed_on,
    handed_over,
    inherited,
    often,
    perhaps_call,
    unseen,
)
from zerolint.interp.functions import TRACED, call_function
from zerolint.interp.generators import yields
from zerolint.interp.heap import UNSET
from zerolint.interp.importing import IMPORTING
from zerolint.interp.instances import call_own, initialise_library_base, instantiate, made_by_type
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.metaclasses import helper
from zerolint.interp.snapshots import snapshot
from zerolint.interp.sums import OPERATORS, operated, reduce_
from zerolint.knowledge import call_object, call_symbol, kind_of, transfer_method, transparent_decorator
from zerolint.knowledge.paths import SAME
from zerolint.knowledge.tensors import same_rows

__all__ = ["Arguments", "call"]

PROPERTIES = ("property", "cached_property")
REVEAL = frozenset({"builtins.reveal_type", "typing.reveal_type", "typing_extensions.reveal_type"})
"""`reveal_type(x)`, known from type checkers: gives x and shows what is believed of it."""


CUSTOM_GRADIENT = "tf.custom_gradient"
"""The operator of what a function computes that brings a gradient of its own."""
ENDING = frozenset({"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit"})
"""Functions that end the run."""


def call(m: Interpreter, function: Value, arguments: Arguments, place: Place) -> Value:
    """`function(arguments)`, for one alternative of the function."""
    match function:
        case Closure() if function.role in PROPERTIES:
            return m.unknown(f"call of the property {function.name}", place)
        case Closure():
            return _closure(m, function, arguments, place)
        case Bound():
            return _closure(m, function.function, arguments.behind(function.owner), place)
        case ClassValue():
            passing.note(m, function.name, arguments)
            return instantiate(m, function, arguments, place)
        case FieldsInit():
            return call_own(m, function, arguments, place)
        case Partial():
            keywords = {**dict(function.keywords), **arguments.keywords}
            given = replace(arguments.behind(*function.arguments), keywords=keywords)
            return m.lift(lambda each: call(m, each, given, place), function.function)
        case Symbol():
            passing.note(m, function.name.rpartition(".")[2], arguments)
            return _symbol(m, function, arguments, place)
        case Method():
            passing.note(m, function.name, arguments)
            return _method(m, function, arguments, place)
        case Object():
            return _object(m, function, arguments, place)
    passing.note(m, called_as(m, place), arguments)
    handed_over(m, arguments, place)
    for argument in arguments.values:
        unseen(m, argument, place)
        containers.forget(m, argument, UNSEEN)
    unknown_fits.called(m, function, arguments, place)
    if isinstance(function, Unknown) and function.key:
        owner = m.read(Object(function.key, "attribute"), ATTRIBUTE_OF) or NONE
        inherited(m, owner, place)
        # A method of an optimizer that is not known may well move weights.
        handed_on(m, (owner,), place)
    reason = function.reason if isinstance(function, Unknown) else "a call of something unknown"
    return m.unknown(reason, place)


def _closure(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> Value:
    """A call of a function of the script, as its decorators leave it."""
    if getattr(function.node, "asynchronous", None) is not None and not yields(m, function.node):
        return Coroutine(function, arguments, place=place)
    if function.role == TRACED:
        return often(m, lambda: call_function(m, function, arguments, place))
    if function.role == "custom_gradient":
        pair = call_function(m, function, arguments, place)
        given = m.lift(lambda each: each.items[0] if isinstance(each, Sequence) and each.items else each, pair)
        return m.lift(
            lambda each: same_rows(m, CUSTOM_GRADIENT, each, place) if isinstance(each, Tensor) else each, given
        )
    return (
        _remembered(m, function, arguments, place) if function.memory else call_function(m, function, arguments, place)
    )


def _traced(function: Value) -> Value:
    """`tf.function(f)`."""
    if isinstance(function, Bound):
        return replace(function, function=replace(function.function, role=TRACED))
    return replace(function, role=TRACED) if isinstance(function, Closure) and function.role == "function" else function


def awaited(m: Interpreter, value: Value, place: Place) -> Value:
    """`await value`: a coroutine runs."""
    return call_function(m, value.function, value.arguments, place) if isinstance(value, Coroutine) else value


def _remembered(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> Value:
    """A call of a function that runs once for equal arguments, and then gives what it gave."""
    given = (*arguments.positional, *(Sequence((Known(key), each)) for key, each in arguments.keywords.items()))
    key = None if arguments.opaque else hash_key(m, Sequence(given))
    slot = (function.memory, f"result of {key!r}")
    calls = (function.memory, "calls")
    before = [each for _, each in alternatives(m.heap.get(calls) or UNSET) if each is not UNSET]

    def first() -> Value:
        result = call_function(m, function, arguments, place)
        if key is not None:
            m.heap.set(slot, result)
        m.heap.set(calls, Unknown("of unknown arguments") if key is None else Known("with known arguments"))
        return result

    known = m.here(m.heap.get(slot) or UNSET) if key is not None else UNSET
    arms = alternatives(known)
    unlike = key is not None and all(isinstance(each, Known) for each in before)
    if before and not unlike and any(each is UNSET for _, each in arms):
        # Whether it was called with the same before cannot be told.
        perhaps_call(m, function, place)
        return m.unknown("a call that may have been made before", place)
    return m.fork([(labels, first if each is UNSET else partial(m.here, each)) for labels, each in arms])


def _symbol(m: Interpreter, function: Symbol, arguments: Arguments, place: Place) -> Value:
    if function.name in REVEAL and arguments.positional:
        m.event(Revealed(place=place, value=snapshot(m, arguments.positional[0])))
        return arguments.positional[0]
    if function.name in ENDING:
        raise PathEnds
    if function.name in quoted.MAKING:
        return Symbol(quoted.SHELL, place=place)
    if function.name.startswith(f"{quoted.SHELL}."):
        return quoted.called(m, function.name, arguments, place)
    if transparent_decorator(function) == TRACED and arguments.positional:
        return m.lift(_traced, arguments.positional[0])
    if function.name == "asyncio.run" and arguments.positional:
        return m.lift(lambda each: awaited(m, each, place), arguments.positional[0])
    if function.name in IMPORTING and not arguments.opaque:
        importing = IMPORTING[function.name]
        return m.lift(lambda *given: importing(m, replace(arguments, positional=given), place), *arguments.positional)
    if function.name.startswith("builtins.dict."):
        found = dicts.unbound(m, function.name.removeprefix("builtins.dict."), arguments, place)
        if found is not None:
            return found
    made = made_by_type(m, function.name, arguments, place) or helper(function.name, arguments, place)
    if made is not None:
        return made
    if function.name.startswith("builtins."):
        return call_builtin(m, function.name.removeprefix("builtins."), arguments, place)
    if function.name == "functools.reduce" and len(arguments.values) > 1 and not arguments.opaque:
        return m.lift(lambda *given: reduce_(m, Arguments(given, arguments.keywords), place), *arguments.positional)
    if function.name in OPERATORS and len(arguments.positional) == 2:
        return operated(m, function.name, arguments, place)
    if function.name == "functools.partial" and arguments.positional:
        fixed = tuple(arguments.keywords.items())
        return passing.fixing(m, Partial(arguments.positional[0], arguments.positional[1:], fixed, place=place))
    result = calling_back(m, arguments, place, lambda: call_symbol(m, function.name, arguments, place))
    if result is None:
        handed_over(m, arguments, place, function.name)
        return m.unknown(f"call of {function.name}", place)
    return result


def _method(m: Interpreter, method: Method, arguments: Arguments, place: Place) -> Value:
    owner, name = m.here(method.owner), method.name
    if name.endswith(".__init__"):
        return initialise_library_base(m, owner, name.removesuffix(".__init__"), arguments, place)
    if isinstance(owner, Sequence) or (
        isinstance(owner, Known) and (hasattr(owner.value, name) or name in SAME | OPENING)
    ):
        if arguments.opaque:
            return m.unknown(f"call of {name} with unpacked arguments", place)
        return m.lift(
            lambda *given: texts.method(m, owner, name, given, arguments.keywords, place), *arguments.positional
        )
    if isinstance(owner, Object):
        if arguments.opaque and owner.kind in ("list", "set", "dict", containers.NAMESPACE):
            containers.forget(m, owner, "changed with unpacked arguments")
            return m.unknown(f"call of {owner.kind}.{name}", place)
        if owner.kind in ("list", "set"):
            return lists.method(m, owner, name, arguments.positional, arguments.keywords, place)
        if owner.kind == containers.NAMESPACE:
            return namespaces.method(m, owner, name, arguments.positional, arguments.keywords)
        if owner.kind == "dict":
            return dicts.method(m, owner, name, arguments.positional, arguments.keywords, place)
    short = name.rpartition(".")[2]
    result = calling_back(m, arguments, place, lambda: transfer_method(m, owner, short, arguments, place))
    if result is None:
        inherited(m, owner, place)
        handed_on(m, arguments.values, place)
        result = m.unknown(f"call of {kind_of(owner)}.{short}", place)
        if short in unknown_fits.FITS:
            unknown_fits.fitted(m, result, arguments, place)
    return result


def _object(m: Interpreter, owner: Object, arguments: Arguments, place: Place) -> Value:
    """An instance is called: `__call__`, or what the library's class does with `call`."""
    cls = class_of(m, owner)
    if cls is not None:
        direct = find(m, cls, "__call__")
        if isinstance(direct, Closure):
            return call_function(m, direct, arguments.behind(owner), place)
        run = find(m, cls, "call")
        if isinstance(run, Closure):
            return _run_call(m, run, owner, arguments, place)
    result = call_object(m, owner, arguments, place)
    return m.unknown(f"call of a {owner.kind}", place) if result is None else result


def _run_call(m: Interpreter, run: Closure, owner: Object, arguments: Arguments, place: Place) -> Value:
    """Keras' `__call__`: `build` once, then `call`, with the arguments that `call` takes."""
    cls = class_of(m, owner)
    build = find(m, cls, "build") if cls is not None else None
    if isinstance(build, Closure) and m.read(owner, "built") is None:
        m.write(owner, "built", Known(True))
        shape = _shape(arguments.positional[0]) if arguments.positional else None
        call_function(m, build, Arguments((owner, shape or m.unknown("the input's shape", place))), place)
    taken = {each.name.value for each in (*run.node.params.params, *run.node.params.kwonly_params)}
    keywords = arguments.keywords
    if run.node.params.star_kwarg is None:
        keywords = {key: value for key, value in keywords.items() if key in taken}
    given = replace(arguments.behind(owner), keywords=keywords)
    # Keras also calls it on its own, to learn what it makes of which shape.
    return often(m, lambda: call_function(m, run, given, place))


def _shape(value: Value) -> Value | None:
    if isinstance(value, Tensor) and value.shape is not None:
        return Sequence(value.shape)
    return NONE if value == NONE else None

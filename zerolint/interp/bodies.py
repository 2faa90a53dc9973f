"""The body of a function, run in a frame of its own with the arguments of a call."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import ARGUMENT, NONE, OVERRIDABLE, Known, Sequence, Unknown, Value
from zerolint.interp import containers
from zerolint.interp.callables import Closure, Entries
from zerolint.interp.configurations import configuration
from zerolint.interp.configured import further, parameter
from zerolint.interp.frames import Exit, Frame
from zerolint.interp.machine import Interpreter
from zerolint.interp.scopes import assign_name
from zerolint.knowledge.gin import is_required


def run_body(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> tuple[Frame, list[Exit]]:
    """Run a function's body in a frame of its own; gives every way out of it, none of them applied."""
    key = m.fresh()
    scopes = (key, *function.scopes)
    frame = Frame(
        key,
        scopes,
        m.heap.depth,
        m.labels,
        function.node,
        function,
        function.owner,
        repeating=m.repeating,
        mangles=function.mangles,
    )
    m.frames.append(frame)
    try:
        ended = m.arm(frozenset(), lambda: _body(m, function, frame, arguments, place))
    finally:
        m.frames.pop()
    exits = list(frame.returns)
    if ended is not None:
        exits.append((*ended, NONE))
    return frame, exits


def _body(m: Interpreter, function: Closure, frame: Frame, arguments: Arguments, place: Place) -> bool:
    bind_parameters(m, function, arguments, place)
    if isinstance(function.node, cst.Lambda):
        value = m.evaluate(function.node.body)
        frame.returns.append((m.labels - frame.labels, m.heap.since(frame.depth), value))
        return False
    return m.block(function.node.body)


def bind_parameters(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> None:
    """Bind a call's arguments to the parameters of the function, in its frame."""
    parameters = function.node.params
    plain = [each.name.value for each in (*parameters.posonly_params, *parameters.params)]
    only = [each.name.value for each in parameters.kwonly_params]
    positional = list(arguments.positional)
    keywords = dict(arguments.keywords)
    for each in arguments.after:
        # Which parameter it is can't be told, so what the body does with it is not seen.
        m.unseen(each, place)
        containers.forget(m, each, "unpacked arguments")
    for name in plain:
        assign_name(m, name, _argument(m, function, name, positional, keywords, arguments.opaque, place))
    for name in only:
        assign_name(m, name, _argument(m, function, name, [], keywords, arguments.opaque, place))
    if isinstance(parameters.star_arg, cst.Param):
        rest: Value = (
            m.unknown("unpacked arguments", place) if arguments.opaque else Sequence(tuple(positional), place=place)
        )
        assign_name(m, parameters.star_arg.name.value, rest)
    if parameters.star_kwarg is not None:
        if not arguments.opaque:
            keywords = {**_other_defaults(m, function, (*plain, *only), place), **keywords}
        extra = containers.make_dict(m, {Known(key): value for key, value in keywords.items()}, place)
        if arguments.opaque:
            m.write(extra, "entries", _and_others(m.read(extra, "entries")))
        assign_name(m, parameters.star_kwarg.name.value, extra)


def _other_defaults(m: Interpreter, function: Closure, names: tuple[str, ...], place: Place) -> dict[str, Value]:
    """Defaults that decorators or files say, of what the function takes by `**`."""
    given = {**function.defaults, **further(m, function, place)}
    return {name: value for name, value in given.items() if name not in names}


def _and_others(entries: Value | None) -> Value:
    """What a `**` holds where more was unpacked than is known."""
    if isinstance(entries, Entries) and entries.items:
        return replace(entries, marks=entries.marks | {OVERRIDABLE})
    return Unknown("unpacked arguments")


def _argument(
    m: Interpreter,
    function: Closure,
    name: str,
    positional: list[Value],
    keywords: dict[str, Value],
    opaque: bool,
    place: Place,
) -> Value:
    if positional or name in keywords:
        given = positional.pop(0) if positional else keywords.pop(name)
        if not is_required(given):
            return given
    left = None if opaque else parameter(m, function, name, place)
    if left is not None:
        return left
    return configuration(m, function, name, place) or m.unknown(f"{ARGUMENT}{name}", place)

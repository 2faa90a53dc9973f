"""Functions of the script: made as closures, called by running their body with real arguments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.values import Object, Unknown, Value, choose
from zerolint.interp import containers, summaries
from zerolint.interp.bodies import run_body
from zerolint.interp.callables import Bound, ClassValue, Closure, Partial
from zerolint.interp.configured import configured
from zerolint.interp.frames import Frame
from zerolint.interp.generators import generator, yields
from zerolint.interp.machine import MOST_CALLS_DEEP, Interpreter, PathEnds
from zerolint.interp.scopes import assign_name
from zerolint.knowledge import hydra_config, option_default, transparent_decorator

MOST_RECURSION = 1
TRACED = "traced"
"""The role of a function that TensorFlow runs once for arguments of the same kind, and then replays."""
ROLES = frozenset({"staticmethod", "classmethod", "property", "cached_property", "custom_gradient", TRACED})
ACCESSORS = frozenset({"setter", "getter", "deleter"})
"""`@name.setter`: one more function of a property."""


def closure(m: Interpreter, node: Any, name: str) -> Closure:
    """The function value of a `def` or `lambda`; its defaults are evaluated now, as in Python."""
    parameters = node.params
    defaults = {
        each.name.value: m.evaluate(each.default)
        for each in (*parameters.params, *parameters.kwonly_params, *parameters.posonly_params)
        if each.default is not None
    }
    frame = m.frames[-1]
    # A class body's names are not seen by its methods.
    scopes = frame.scopes[1:] if isinstance(frame.node, cst.ClassDef) else frame.scopes
    owner = frame.owner if isinstance(frame.node, cst.ClassDef) else None
    assert owner is None or isinstance(owner, ClassValue)
    made = Closure(node, name, scopes, defaults, owner, place=m.place(node), mangles=frame.mangles)
    m.definitions.append(made)
    return made


def define_function(m: Interpreter, node: cst.FunctionDef) -> None:
    """A `def` statement with its decorators."""
    function: Value = closure(m, node, node.name.value)
    for decorator in reversed(node.decorators):
        function = _decorate(m, function, decorator)
    assign_name(m, node.name.value, function)


def _decorate(m: Interpreter, function: Value, decorator: cst.Decorator) -> Value:
    if isinstance(decorator.decorator, cst.Attribute) and decorator.decorator.attr.value in ACCESSORS:
        found = m.evaluate(decorator.decorator.value)
        if isinstance(found, Closure) and found.role == "property" and isinstance(function, Closure):
            part = decorator.decorator.attr.value
            if part == "getter":
                return replace(function, role="property", setter=found.setter, deleter=found.deleter)
            return replace(found, setter=function) if part == "setter" else replace(found, deleter=function)
    value = m.evaluate(decorator.decorator)
    option = option_default(m, value)
    if option is not None and isinstance(function, Closure):
        function.defaults.setdefault(*option)
        return function
    config = hydra_config(m, value)
    if config is not None and isinstance(function, Closure) and function.node.params.params:
        function.defaults.setdefault(function.node.params.params[0].name.value, config)
        return function
    named = configured(m, function, value)
    if named is not None:
        return named
    role = transparent_decorator(value)
    if isinstance(function, Closure) and role in ROLES and (role != TRACED or function.role == "function"):
        made = replace(function, role=role)
        m.definitions.append(made)
        return made
    if role == "replaced":
        return m.unknown("a decorated function", m.place(decorator))
    if isinstance(function, Closure) and role == "remembers":
        return replace(function, memory=m.fresh())
    return decorated(m, function, value, m.place(decorator))


def decorated(m: Interpreter, value: Value, decorator: Value, place: Place) -> Value:
    """What a decorator of the script's own makes of a function or class; one from elsewhere is taken to keep it."""
    own = isinstance(decorator, Object) and m.heap.get((decorator.key, "__class__")) is not None
    inside = isinstance(decorator, Object) and decorator.kind in containers.ITERATORS
    if inside or (own and not isinstance(m.attribute(decorator, "__call__", place), Bound)):
        # A context of `contextlib`, made of a generator or a class of the script's own, runs around each call.
        m.unseen(decorator, place)
        return m.unknown("a function inside a context", place)
    if not own and not isinstance(decorator, (Closure, ClassValue, Bound, Partial)):
        return configured(m, value, decorator) or value
    made = m.call(decorator, (value,), {}, place)
    return value if isinstance(made, Unknown) else made


def call_function(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> Value:
    """Run the body, or replay a call that was the same; joins every way out of it."""
    active = sum(frame.node is function.node for frame in m.frames)
    if active > MOST_RECURSION or len(m.frames) > MOST_CALLS_DEEP:
        m.called.add(id(function.node))
        for frame in m.frames:
            frame.recursed |= frame.node is function.node
        return cut_short(m, arguments, "recursion" if active else "call depth", place)
    if yields(m, function.node):
        return generator(m, function, arguments, place)

    def run() -> Value:
        m.called.add(id(function.node))
        defined, irregular = len(m.definitions), m.irregular
        frame, value = _joined(m, function, arguments, place)
        if len(m.definitions) == defined and m.irregular == irregular:
            # Nothing was made that could still see the variables of the call.
            m.heap.discard(frame.key)
        return value

    return summaries.recorded(m, function, arguments, NOWHERE, run)


def _joined(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> tuple[Frame, Value]:
    """Run the body and go on behind all its ways out; what a recursion not followed may change is unknown."""
    newest = m.newest
    with m.heap.journal() as written:
        frame, exits = run_body(m, function, arguments, place)
    if not exits:
        raise PathEnds
    outside = [slot for slot in written if slot[0] <= newest] if frame.recursed else []
    before = {slot: m.heap.get(slot) for slot in outside}
    m.heap.join([(labels, delta) for labels, delta, _ in exits], newest)
    for slot in outside:
        # What is as it was, the deeper calls leave as it was.
        after = m.heap.get(slot)
        if after is not None and after != before[slot]:
            m.heap.set(slot, containers.only_doubted(before[slot], after) or m.unknown("recursion"))
    if outside:
        return frame, m.unknown("recursion", place)
    return frame, choose([(labels, value) for labels, _, value in exits])


def cut_short(m: Interpreter, arguments: Arguments, reason: str, place: Place) -> Value:
    """A call that is not followed: what it is given may be changed."""
    m.irregular += 1
    for each in arguments.values:
        containers.forget(m, each, reason)
    return m.unknown(reason, place)

"""Functions that the script defines and never calls: they run once at the end, with unknown arguments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.values import NONE, Unknown, Value, alternatives
from zerolint.interp.attributes import UNKNOWN_SELF
from zerolint.interp.callables import ClassValue, Closure
from zerolint.interp.escapes import handed_on
from zerolint.interp.functions import call_function
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.nodes import inner_nodes
from zerolint.interp.project import MODULE
from zerolint.interp.scopes import assign_name
from zerolint.interp.uncalled_classes import next_class, overridable_defaults, run_class


def run_uncalled(m: Interpreter) -> None:
    """Functions nobody calls run once at the end: their arguments unknown, their defaults what callers may override.

    Those that others of them name run behind these, which may well call them, and so say what their arguments are.
    Methods come last: what is called before may be a function that makes instances of their class and calls them.
    """
    m.uncalled = True
    m.labels = frozenset()
    _lose_reassigned_globals(m)
    named, done = _named_by_others(m), set[int]()
    methods: dict[int, Closure] = {}
    given_away: list[Closure] = []
    position = 0
    while True:
        while position < len(m.definitions):
            function = m.definitions[position]
            position += 1
            if _left(m, function) and function.owner is None and id(function.node) not in named:
                done.add(id(function))
                _run(m, function, ())
        methods.update((id(each), each) for each in _methods_left(m))
        cls = next_class(m, methods.values(), done, named)
        left = [each for each in m.definitions if _left(m, each) and id(each) not in done]
        behind = next((each for each in left if each.owner is None), None)
        alone = next((each for each in left if each.owner is not None), None)
        if cls is None and behind is None and not given_away:
            given_away = [each for each in left if each.owner is not None]
        if cls is not None:
            done.add(id(cls.node))
            run_class(m, cls, methods.values())
        elif behind is not None:
            done.add(id(behind))
            _run(m, behind, ())
        elif (made := _made(m, done, given_away)) is not None:
            run_class(m, made, given_away)
        elif alone is not None:
            done.add(id(alone))
            _run(m, alone, () if alone.role == "staticmethod" else (Unknown(UNKNOWN_SELF, m.fresh()),))
        else:
            break


def _made(m: Interpreter, done: set[int], methods: list[Closure]) -> ClassValue | None:
    """A class of which instances are made, but these methods of them left to others: `return Trainer(options)`."""
    found = next_class(m, methods, done, set(), made=True)
    if found is not None:
        done.add(id(found.node))
    return found


def _named_by_others(m: Interpreter) -> set[int]:
    """The functions and classes of the script that what nobody calls names somewhere else, by their nodes."""
    named = set[int]()
    for function in [each for each in m.definitions if _left(m, each)]:
        own = {id(function.node)} | ({id(function.owner.node)} if function.owner is not None else set())
        for name in _names(function.node):
            for _, value in alternatives(m.heap.get((MODULE, name)) or NONE):
                if isinstance(value, (Closure, ClassValue)) and id(value.node) not in own:
                    named.add(id(value.node))
    return named


def _names(node: cst.CSTNode) -> set[str]:
    """Every name inside a node that is not an attribute."""
    found, waiting = set[str](), [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, cst.Name):
            found.add(inner.value)
        elif isinstance(inner, cst.Attribute):
            waiting.append(inner.value)
        else:
            waiting += inner_nodes(inner)
    return found


def _left(m: Interpreter, function: Any) -> bool:
    """Whether nobody called a function of the script, or was handed it to call."""
    return _uncalled(m, function) and function.scopes[-1] == MODULE


def _uncalled(m: Interpreter, function: Any) -> bool:
    if not isinstance(function, Closure) or function.name == "lambda":
        return False
    return id(function.node) not in m.called and id(function.node) not in m.handed.events


def _methods_left(m: Interpreter) -> Iterator[Closure]:
    """Methods of the script's classes that nobody called, those that they have from other modules among them."""
    own = [each for each in m.definitions if isinstance(each, ClassValue) and each.module == MODULE]
    bases = {id(base.node) for each in own for base in each.behind}
    for each in m.definitions:
        if (
            _uncalled(m, each)
            and each.owner is not None
            and (each.scopes[-1] == MODULE or id(each.owner.node) in bases)
        ):
            yield each


def _run(m: Interpreter, function: Closure, first: tuple[Value, ...]) -> None:
    arguments = Arguments(first, overridable_defaults(m.handed.kept(function)), opaque=True)
    with suppress(PathEnds):
        handed_on(m, (call_function(m, function, arguments, function.place),), function.place)


def _lose_reassigned_globals(m: Interpreter) -> None:
    """A global that a function nobody calls assigns anew is what its caller makes of it, in the others as well.

    `rate = 0.0` at the top of a module is a placeholder where `main` declares `global rate`.
    """
    if not m.mentions("global "):
        return
    waiting: list[cst.CSTNode] = [
        each.node
        for each in m.definitions
        if isinstance(each, Closure) and id(each.node) not in m.called and each.scopes[-1] == MODULE
    ]
    while waiting:
        node = waiting.pop()
        waiting += inner_nodes(node)
        if isinstance(node, cst.Global):
            for item in node.names:
                if m.heap.get((MODULE, item.name.value)) is not None:
                    assign_name(m, item.name.value, m.unknown("a global that another function assigns"))


def run_handed(m: Interpreter) -> None:
    """What was handed to code that is not seen, and that nothing else calls, ran where it was handed over."""
    batches = sorted(
        (at, number, events)
        for number, (node, (at, events)) in enumerate(m.handed.events.items())
        if events and node not in m.called
    )
    for at, _, events in reversed(batches):
        m.events[at:at] = events
    if batches:
        m.events[:] = [replace(event, order=order) for order, event in enumerate(m.events)]

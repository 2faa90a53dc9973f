"""Functions that the script defines and never calls: they run once at the end, with unknown arguments."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from zerolint.facts.machine import Arguments
from zerolint.facts.values import OVERRIDABLE, Known, Unknown
from zerolint.interp.attributes import UNKNOWN_SELF
from zerolint.interp.callables import Closure
from zerolint.interp.classes import instantiate, library_base
from zerolint.interp.functions import call_function
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.nodes import inner_nodes
from zerolint.interp.project import MODULE
from zerolint.interp.scopes import assign_name
from zerolint.knowledge import run_step

STEPS = ("train_step", "test_step")
MODELS = ("keras.Model", "keras.Sequential")


def run_uncalled(m: Interpreter) -> None:
    """Functions nobody calls run once at the end: their arguments unknown, their defaults what callers may override."""
    m.uncalled = True
    m.labels = frozenset()
    _lose_reassigned_globals(m)
    position = 0
    while position < len(m.definitions):
        function = m.definitions[position]
        position += 1
        own = isinstance(function, Closure) and function.scopes[-1] == MODULE
        left = own and id(function.node) not in m.called | m.handed.keys()
        if isinstance(function, Closure) and left and function.name != "lambda":
            owner = (
                (Unknown(UNKNOWN_SELF, m.fresh()),)
                if function.owner is not None and function.role != "staticmethod"
                else ()
            )
            defaults = {
                name: replace(value, marks=value.marks | {OVERRIDABLE}) if isinstance(value, Known) else value
                for name, value in function.defaults.items()
            }
            try:
                if not _ran_as_step(m, function):
                    call_function(m, function, Arguments(owner, defaults, opaque=True), function.place)
            except PathEnds:
                continue


def _lose_reassigned_globals(m: Interpreter) -> None:
    """A global that a function nobody calls assigns anew is what its caller makes of it, in the others as well.

    `rate = 0.0` at the top of a module is a placeholder where `main` declares `global rate`.
    """
    if not m.mentions("global "):
        return
    waiting: list[cst.CSTNode] = [
        each.node for each in m.definitions if id(each.node) not in m.called and each.scopes[-1] == MODULE
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
        for number, (node, (at, events)) in enumerate(m.handed.items())
        if events and node not in m.called
    )
    for at, _, events in reversed(batches):
        m.events[at:at] = events
    if batches:
        m.events[:] = [replace(event, order=order) for order, event in enumerate(m.events)]


def _ran_as_step(m: Interpreter, function: Closure) -> bool:
    """A step of a model class that no `fit` reaches runs as in a `fit`, on a model made with unknown arguments."""
    cls = function.owner
    if function.name not in STEPS or cls is None or library_base(cls) not in MODELS:
        return False
    model = instantiate(m, cls, Arguments(opaque=True), function.place)
    run_step(m, model, function.name, m.unknown("a batch", function.place), function.place)
    return True

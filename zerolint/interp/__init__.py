"""The abstract interpreter: runs a script symbolically in execution order and records facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import libcst as cst

from zerolint.facts import Facts
from zerolint.facts.events import ModelBuilt
from zerolint.facts.machine import Arguments
from zerolint.facts.places import Place
from zerolint.facts.values import OVERRIDABLE, Known, Unknown
from zerolint.interp.attributes import UNKNOWN_SELF
from zerolint.interp.callables import Closure
from zerolint.interp.classes import instantiate, library_base
from zerolint.interp.frames import Frame
from zerolint.interp.functions import call_function
from zerolint.interp.interpreter import ModuleInterpreter
from zerolint.interp.machine import EVALUATIONS_PER_NODE, Interpreter, PathEnds
from zerolint.interp.nodes import inner_nodes
from zerolint.interp.parsing import NotParsed, parsed
from zerolint.interp.positions import spans_of
from zerolint.interp.reparsing import Reparser
from zerolint.interp.scopes import MODULE, assign_name
from zerolint.interp.versions import see_version
from zerolint.knowledge import finish, run_step
from zerolint.source.location import Span

__all__ = ["Interpretation", "NotParsed", "Reparser", "interpret"]

STEPS = ("train_step", "test_step")
MODELS = ("keras.Model", "keras.Sequential")
LEAST_BUDGET = 5_000
RECURSION_LIMIT = 8_000


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The facts of one file, and the way from their places back to its text."""

    facts: Facts
    module: cst.Module
    nodes: tuple[cst.CSTNode, ...]
    evaluations: int
    """How many expressions were evaluated, replays of calls included."""
    quoted: frozenset[Place] = frozenset()
    """Places of code that stands in a string, whose nodes are that string."""

    def is_expression(self, place: Place) -> bool:
        """Whether an expression stands there, and no statement: its text says what a value is."""
        known = 0 <= place < len(self.nodes) and place not in self.quoted
        return known and isinstance(self.nodes[place], cst.BaseExpression)

    def spans(self, places: Iterable[Place]) -> dict[Place, Span]:
        """Where places are in the analysed text; a place without a node is left out."""
        wanted = {place: self.nodes[place] for place in places if 0 <= place < len(self.nodes)}
        return spans_of(self.module, wanted)


def interpret(
    text: str,
    *,
    target: str | None = None,
    parse: Callable[[str], cst.Module] = cst.parse_module,
    checkpoint: Callable[[], None] | None = None,
) -> Interpretation:
    """Run the module and then, with unknown arguments, every function that it never called.

    `target` ("keras2", "keras3") overrides what the script's own names say; `parse` may be that of a
    `Reparser`. `checkpoint` is called before each statement; what it raises ends the run. Raises
    NotParsed on text that libcst refuses.
    """
    module = parsed(text, parse)
    budget = LEAST_BUDGET + EVALUATIONS_PER_NODE * (len(text) // 4)
    machine = ModuleInterpreter(keras=3 if target is None else int(target == "keras3") + 2, budget=budget, text=text)
    if target is None:
        see_version(machine, module)
    machine.checkpoint = checkpoint or machine.checkpoint
    # Two hundred levels of nesting pass the guard, and each takes several calls here.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    machine.frames.append(Frame(MODULE, (MODULE,), machine.heap.depth, machine.labels, module))
    machine.block(module)
    _run_uncalled(machine)
    _run_handed(machine)
    finish(machine, tuple(event.model for event in machine.events if isinstance(event, ModelBuilt)))
    facts = Facts(
        events=tuple(machine.events),
        keras=machine.keras,
        imports=frozenset(machine.imports),
        exhausted=machine.budget <= 0,
        slots=machine.heap.overlays[0],
        assumed=machine.assumed,
    )
    return Interpretation(facts, module, tuple(machine.nodes), budget - machine.budget, frozenset(machine.quoted))


def _run_uncalled(m: Interpreter) -> None:
    """Functions nobody calls run once at the end: their arguments unknown, their defaults what callers may override."""
    m.uncalled = True
    m.labels = frozenset()
    _lose_reassigned_globals(m)
    position = 0
    while position < len(m.definitions):
        function = m.definitions[position]
        position += 1
        left = isinstance(function, Closure) and id(function.node) not in m.called | m.handed.keys()
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
    waiting: list[cst.CSTNode] = [each.node for each in m.definitions if id(each.node) not in m.called]
    while waiting:
        node = waiting.pop()
        waiting += inner_nodes(node)
        if isinstance(node, cst.Global):
            for item in node.names:
                if m.heap.get((MODULE, item.name.value)) is not None:
                    assign_name(m, item.name.value, m.unknown("a global that another function assigns"))


def _run_handed(m: Interpreter) -> None:
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

"""The abstract interpreter: runs a script symbolically in execution order and records facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field

import libcst as cst

from zerolint.facts import Facts
from zerolint.facts.compiles import in_force
from zerolint.facts.events import ModelBuilt
from zerolint.facts.places import Place
from zerolint.interp.discards import statements_at
from zerolint.interp.frames import Frame
from zerolint.interp.interpreter import ModuleInterpreter
from zerolint.interp.machine import EVALUATIONS_PER_NODE
from zerolint.interp.nodes import functions_in
from zerolint.interp.own_modules import called_functions
from zerolint.interp.parsing import NotParsed, parsed
from zerolint.interp.positions import Positions, holds_any, spans_of
from zerolint.interp.project import MODULE
from zerolint.interp.reparsing import Reparser
from zerolint.interp.uncalled import run_handed, run_uncalled
from zerolint.interp.versions import see_version
from zerolint.knowledge import finish
from zerolint.source.location import Span
from zerolint.source.own_modules import OwnModule, Search
from zerolint.source.read import Source, Spot

__all__ = ["Interpretation", "NotParsed", "Reparser", "interpret"]

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

    modules: tuple[OwnModule, ...] = ()
    """Those of the project that were run, in that order."""
    outside: Mapping[Place, Spot] = field(default_factory=dict)
    """Places in files of the project that are no modules."""
    called: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """The functions of modules that were called, by the module's path: their numbers in the order of its text."""
    earlier: frozenset[str] = frozenset()
    """Those of the modules that only scripts which ran before this one needed, and these scripts, by absolute path."""

    def is_expression(self, place: Place) -> bool:
        """Whether an expression stands there, and no statement: its text says what a value is."""
        known = 0 <= place < len(self.nodes) and place not in self.quoted
        return known and isinstance(self.nodes[place], cst.BaseExpression)

    def spans(self, places: Iterable[Place]) -> dict[Place, Span]:
        """Where places are in the analysed text; a place without a node is left out."""
        wanted = {place: self.nodes[place] for place in places if 0 <= place < len(self.nodes)}
        return spans_of(self.module, wanted)

    def spots(self, places: Iterable[Place], source: Source) -> dict[Place, Spot]:
        """Where places are in the analysed text, which is that of `source`, and in those of modules that were run."""
        asked = set(places)
        wanted = {at: self.nodes[at] for at in asked - self.outside.keys() if 0 <= at < len(self.nodes)}
        found = {place: Spot(source, span) for place, span in spans_of(self.module, wanted).items()}
        left = {id(wanted[place]) for place in wanted.keys() - found.keys()}
        # Formatting, which is not looked for, may be wanted as well: no module is left out.
        for module in sorted(self.modules, key=lambda each: not holds_any(each.tree, left)) if left else ():
            if len(found) == len(wanted):
                break
            if module.positions is None:
                module.positions = Positions(module.tree)
            for place in wanted.keys() - found.keys():
                if wanted[place] in module.positions:
                    found[place] = Spot(module.source, Span(*module.positions[wanted[place]]))
        return found | {place: self.outside[place] for place in asked & self.outside.keys()}


def interpret(
    text: str,
    *,
    displayed: Container[int] = (),
    target: str | None = None,
    parse: Callable[[str], cst.Module] = cst.parse_module,
    checkpoint: Callable[[], None] | None = None,
    search: Search | None = None,
    called: Collection[int] = (),
) -> Interpretation:
    """Run the module and then, with unknown arguments, every function that it never called.

    `displayed` are the numbers of the module's statements whose values a notebook shows. `target` ("keras2", "keras3")
    overrides what the script's own names say; `parse` may be that of a `Reparser`; `search` says where imports lead in
    the project. `checkpoint` is called before each statement; what it raises ends the run. Raises NotParsed on text
    that libcst refuses. `called` are functions, by their numbers in the text, that are known to be called elsewhere.
    """
    module = parsed(text, parse)
    budget = LEAST_BUDGET + EVALUATIONS_PER_NODE * (len(text) // 4)
    machine = _machine(module, target, budget, text, search)
    machine.checkpoint = checkpoint or machine.checkpoint
    machine.displayed = statements_at(module, displayed)
    if called:
        machine.called.update(id(each) for number, each in enumerate(functions_in(module)) if number in called)
    machine.block(module)
    calls = called_functions(machine)
    run_uncalled(machine)
    run_handed(machine)
    finish(machine, tuple(event.model for event in machine.events if isinstance(event, ModelBuilt)))
    return _interpretation(machine, budget, calls)


def _interpretation(machine: ModuleInterpreter, budget: int, calls: Mapping[str, frozenset[int]]) -> Interpretation:
    return Interpretation(
        _facts(machine),
        machine.module,
        tuple(machine.nodes),
        budget - machine.budget,
        frozenset(machine.quoted),
        tuple(machine.project.loaded),
        machine.outside,
        calls,
        frozenset(machine.project.earlier),
    )


def _machine(
    module: cst.Module, target: str | None, budget: int, text: str, search: Search | None
) -> ModuleInterpreter:
    """What is to run the module, for the Keras of the target or the one that the module's own names need."""
    # Two hundred levels of nesting pass the guard, and each takes several calls here.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    keras = 3 if target is None else int(target == "keras3") + 2
    machine = ModuleInterpreter(module, keras=keras, budget=budget, text=text, search=search)
    if target is None:
        machine.project.sees_version = True
        see_version(machine, module, text)
    machine.frames.append(Frame(MODULE, (MODULE,), machine.heap.depth, machine.labels, module))
    return machine


def _facts(machine: ModuleInterpreter) -> Facts:
    """What the run did, frozen."""
    return Facts(
        events=in_force(machine.events),
        keras=machine.keras,
        imports=frozenset(machine.imports),
        exhausted=machine.budget <= 0,
        slots=machine.heap.overlays[0],
        assumed=machine.assumed,
    )

"""Generator functions: a call gives an iterator, whose body runs when it is asked for its items."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import libcst as cst

from zerolint.facts.events import Event
from zerolint.facts.machine import Arguments
from zerolint.facts.paths import ALWAYS, Labels
from zerolint.facts.places import Place
from zerolint.facts.sizes import ENDLESS, plus
from zerolint.facts.values import Known, Unknown, Value, choose
from zerolint.interp import containers, summaries
from zerolint.interp.bodies import run_body
from zerolint.interp.callables import Closure, Deferred
from zerolint.interp.frames import Exit, Frame
from zerolint.interp.heap import Slot, Written
from zerolint.interp.machine import Interpreter, PathEnds
from zerolint.interp.widening import Mark

INNER = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
SKIPPED = tuple("lpar rpar leading_lines comma header footer decorators params semicolon".split())


@cache
def _fields(kind: Hashable) -> tuple[str, ...] | None:
    """The fields of a node of this kind that may hold statements and expressions; None for what is no node."""
    if not isinstance(kind, type) or not issubclass(kind, cst.CSTNode):
        return None
    names = (each.name for each in dataclasses.fields(kind))
    return tuple(name for name in names if not name.startswith(SKIPPED) and "whitespace" not in name)


def _inside(node: Any) -> Iterator[Any]:
    """The nodes of a function's body, without the functions inside it."""
    waiting = [node.body]
    while waiting:
        each = waiting.pop()
        kind: Any = type(each)
        if kind is list or kind is tuple:
            waiting += each
        elif kind not in INNER and (fields := _fields(kind)) is not None:
            yield each
            waiting += [getattr(each, name) for name in fields]


def yields(m: Interpreter, node: Any) -> bool:
    """Whether a function is a generator; looked at once for each function."""
    if not m.mentions("yield"):
        return False
    known = m.generators.get(id(node))
    if known is None:
        known = m.generators[id(node)] = any(isinstance(each, cst.Yield) for each in _inside(node))
    return known


def generator(m: Interpreter, function: Closure, arguments: Arguments, place: Place) -> Value:
    """The iterator that a call of a generator function gives.

    A trial run, of which nothing stays, tells how many items it gives. `began` is the last identity before it: what
    it made is the generator's own, also where the trial serves for the run.
    """
    m.irregular += 1
    mark = Mark.of(m)
    newest = m.newest
    made: list[tuple[Frame, list[Exit]]] = []

    def trial() -> bool:
        made.append(run_body(m, function, arguments, place))
        return True

    with m.heap.journal() as written, m.heap.watching(newest) as watch:
        m.arm(frozenset(), trial)
    frame, exits = made[0]
    trial_run = _Trial(frame, exits, tuple(m.events[mark.events :]), watch.read, m.labels, m.contexts, _callers(m))
    mark.return_to(m)
    body = _Body(m, function, arguments, place, {slot for slot in written if slot[0] <= newest}, trial_run)
    slots: dict[str, Value] = {
        "items": Deferred(body.items, body.typical_item),
        "began": Known(newest),
        "length": _length(frame, exits),
    }
    return m.new("generator", place, slots)


def _callers(m: Interpreter) -> tuple[int, ...]:
    return tuple(frame.key for frame in m.frames)


@dataclasses.dataclass(frozen=True, slots=True)
class _Trial:
    """The run of a body that was made ahead: what came of it, and what it depended on."""

    frame: Frame
    exits: list[Exit]
    events: tuple[Event, ...]
    read: Mapping[Slot, Value | None]
    labels: Labels
    contexts: tuple[Value, ...]
    callers: tuple[int, ...]

    def holds(self, m: Interpreter) -> bool:
        """Whether a run would do the same now. Functions that were left since could be followed deeper."""
        here = self.labels == m.labels and self.contexts == m.contexts and self.callers == _callers(m)
        return here and all(summaries.same(value, m.heap.get(slot)) for slot, value in self.read.items())


@dataclasses.dataclass(slots=True)
class _Body:
    """The body of a generator, ready to run."""

    m: Interpreter
    function: Closure
    arguments: Arguments
    place: Place
    changes: Written
    trial: _Trial | None
    """What it made has an identity of its own, so that it serves for one run."""

    def items(self) -> tuple[Value, ...] | None:
        """Run the body to its end; None, and nothing has happened, where the number of items is not known."""
        m = self.m
        before = Mark.of(m)
        trial = self.trial if self.trial is not None and self.trial.holds(m) else None
        if trial is not None:
            frame, exits = trial.frame, trial.exits
        else:
            frame, exits = run_body(m, self.function, self.arguments, self.place)
        if len(exits) != 1 or exits[0][0] or frame.vague:
            before.return_to(m)
            return None
        if trial is not None:
            self.trial = None
            for event in trial.events:
                m.again(event)
        m.called.add(id(self.function.node))
        m.heap.apply(exits[0][1])
        return tuple(value for value, _ in frame.yields)

    def typical_item(self) -> Value:
        """Run the body for its events and an item of today's variables; what it changes is unknown."""
        m = self.m
        m.called.add(id(self.function.node))
        item: Value = m.unknown("a generator that raises", self.place)
        ended: list[Exit] = []
        with suppress(PathEnds):
            frame, ended = run_body(m, self.function, self.arguments, self.place)
            item = self.typical(frame)
        for slot in self.changes:
            after = [delta[slot] for _, delta, _ in ended if slot in delta]
            kept = (
                containers.only_doubted(m.heap.get(slot), choose([(ALWAYS, each) for each in after])) if after else None
            )
            m.heap.set(slot, kept or m.unknown("written in a generator"))
        return item

    def typical(self, frame: Frame) -> Value:
        """What a run of the body yields, where that is always the same."""
        items = [value for value, _ in frame.yields]
        same = bool(items) and all(each == items[0] for each in items)
        return items[0] if same else self.m.unknown("yielded values differ", self.place)


def _length(frame: Frame, exits: list[Exit]) -> Value:
    """How many items the body yields."""
    length: Value = Known(0)
    for _, turns in frame.yields:
        length = plus(length, turns)
    return Unknown("an endless loop that is left") if length == ENDLESS and exits else length

"""What the interpreter claims about a program, held against what happened.

A claim is an event; where it carries path labels, it must hold only for runs on that path. All that a run
did must fit into one consistent set of labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.interp.differential.standins import Run, Seen, Thing
from zerolint.facts.events import Compiled, Event, Fitted, OptimizerMade, Revealed
from zerolint.facts.objectives import Loss
from zerolint.facts.paths import ALWAYS, Labels, contradict
from zerolint.facts.rows import Masked, Shuffled, Take, roots, shuffles
from zerolint.facts.snapshot import Snapshot
from zerolint.facts.values import OVERRIDABLE, Choice, Formula, Known, Sequence, Tensor, Unknown, Value
from zerolint.facts.worlds import NotSimulated, World
from zerolint.interp import interpret

KINDS: dict[type[Event], str] = {
    Revealed: "revealed",
    OptimizerMade: "optimizer",
    Compiled: "compiled",
    Fitted: "fitted",
}
LOSSES = {"mse": "mean_squared_error", "mae": "mean_absolute_error"}
MOST_PATHS = 64
MOST_UNIONS = 1024


def admits(claim: Value, actual: Any, rows: int) -> Iterator[Labels]:
    """The label sets under which the claim is true of the actual value."""
    if OVERRIDABLE in claim.marks:
        # What code outside may have changed is believed, not known.
        yield ALWAYS
        return
    match claim:
        case Choice():
            for labels, each in claim.arms:
                yield from (labels | inner for inner in admits(each, actual, rows) if not contradict(labels, inner))
        case Known():
            if same(claim.value, actual):
                yield ALWAYS
        case Sequence():
            if isinstance(actual, tuple) and len(actual) == len(claim.items):
                yield from together([admits(a, b, rows) for a, b in zip(claim.items, actual, strict=True)])
        case Snapshot():
            yield from _snapshot(claim, actual, rows)
        case Tensor() if claim.rows is not None and isinstance(actual, Thing) and actual.kind == "rows":
            if _holds(claim, actual, rows):
                yield ALWAYS
        case _:
            # Unknown; sizes of unknown data are compared where they cut rows.
            yield ALWAYS


def same(claimed: Any, actual: Any) -> bool:
    """Equal in value and type; NaN is itself."""
    if type(claimed) is not type(actual):
        return False
    return claimed == actual or (claimed != claimed and actual != actual)


def together(parts: list[Iterator[Labels]]) -> Iterator[Labels]:
    """The consistent unions of one label set of each part; where there are too many to tell, any path."""
    unions: dict[Labels, None] = {ALWAYS: None}
    for part in parts:
        arms = list(dict.fromkeys(part))
        unions = {union | arm: None for union in unions for arm in arms if not contradict(union, arm)}
        if len(unions) > MOST_UNIONS:
            unions = {ALWAYS: None}
    yield from unions


def _snapshot(claim: Snapshot, actual: Any, rows: int) -> Iterator[Labels]:
    if not isinstance(actual, Thing) or actual.kind != claim.kind:
        return
    if claim.name:
        if claim.name == actual.name:
            yield ALWAYS
        return
    if claim.items is None:
        yield ALWAYS
        return
    items = actual.items
    if len(items) != len(claim.items):
        return
    if claim.kind == "set":
        left = sorted(repr(each.value) if isinstance(each, Known) else "?" for each in claim.items)
        if "?" in left or left == sorted(map(repr, items)):
            yield ALWAYS
        return
    yield from together([admits(a, b, rows) for a, b in zip(claim.items, items, strict=True)])


def _holds(claim: Tensor, actual: Thing, rows: int) -> bool:
    """Whether the claimed rows are those of the real array, in order unless they were shuffled."""
    try:
        pieces = World(rows).rows(claim.rows)
    except NotSimulated:
        return True
    measured = list(_measured(claim.rows))
    if None in measured or len(roots(claim.rows) | {each for each in measured if each is not None}) != 1:
        return True
    numbers = [row for _, piece in pieces for row in piece]
    if shuffles(claim.rows):
        return len(numbers) == len(actual.items)
    return tuple(numbers) == actual.items


def _measured(part: Any) -> Iterator[int | None]:
    """The roots whose size says where rows are cut: of data that is not this array, nothing is known here.

    None for a number that code outside may have changed.
    """
    match part:
        case Take(base=base, start=start, stop=stop):
            for each in (base, start, stop):
                yield from _measured(each)
        case Shuffled(base=base) | Masked(base=base):
            yield from _measured(base)
        case Known() if OVERRIDABLE in part.marks:
            yield None
        case Formula(operator="size", operands=(rows,)):
            yield from roots(rows)
        case Formula(operands=operands):
            for each in operands:
                yield from _measured(each)


def claimed(event: Event, actual: Any, rows: int) -> Iterator[Labels]:
    """The label sets under which an event is true of what was recorded."""
    match event:
        case Revealed():
            yield from admits(event.value, actual, rows)
        case OptimizerMade():
            yield from admits(event.learning_rate, actual, rows)
        case Compiled():
            yield from _loss(event.losses, actual[0])
        case Fitted():
            layers, x, tested = actual
            parts = [admits(event.x, x, rows), _layers(event.outputs, layers)]
            if event.validation:
                parts.append(admits(event.validation[0], tested, rows))
            yield from together(parts)


def _loss(losses: tuple[Value, ...], actual: str) -> Iterator[Labels]:
    (loss,) = losses or (Unknown(),)
    for labels, each in loss.arms if isinstance(loss, Choice) else ((ALWAYS, loss),):
        if not isinstance(each, Loss) or each.name == LOSSES[actual]:
            yield labels


def _layers(outputs: tuple[Value, ...], actual: tuple[tuple[int, Any], ...]) -> Iterator[Labels]:
    (output,) = outputs or (Unknown(),)
    if OVERRIDABLE in output.marks:
        yield ALWAYS
    for labels, each in output.arms if isinstance(output, Choice) else ((ALWAYS, output),):
        chain = list(_chain(each))
        if OVERRIDABLE in each.marks or (chain and chain[0] is None):
            yield labels
        elif len(chain) == len(actual):
            pairs = zip(chain, actual, strict=True)
            for inner in together([admits(Sequence(pair), real, 0) for pair, real in pairs if pair is not None]):
                if not contradict(labels, inner):
                    yield labels | inner


def _chain(output: Value) -> Iterator[tuple[Value, Value] | None]:
    """(units, activation) of each Dense from the input on; starts with None where something is not known."""
    found: list[tuple[Value, Value]] = []
    activation: Value = Known(None)
    while isinstance(output, Tensor) and output.operator != "input":
        if output.operator == "keras.layers.Dense":
            found.append((output.dimension(-1), activation))
            activation = Known(None)
        elif output.operator in ("relu", "tanh", "sigmoid"):
            activation = Known(output.operator)
        else:
            activation = Unknown()
        output = output.operands[0]
    if not isinstance(output, Tensor):
        yield None
    yield from reversed(found)


@dataclass
class Claims:
    """What is claimed of a program: the events that are compared, by row and kind.

    `whole`: the budget reached to the end; otherwise nothing is claimed of what is missing.
    """

    events: dict[tuple[int, str], list[Event]]
    whole: bool


def claims_of(text: str) -> Claims:
    """Interpret the program."""
    interpretation = interpret(text)
    wanted = [event for event in interpretation.facts.events if type(event) in KINDS]
    spans = interpretation.spans({event.place for event in wanted})
    found: dict[tuple[int, str], list[Event]] = {}
    for event in wanted:
        found.setdefault((spans[event.place].start.row, KINDS[type(event)]), []).append(event)
    return Claims(found, not interpretation.facts.exhausted)


def contradiction(claims: Claims, run: Run) -> str | None:
    """The first thing that happened and was claimed to be otherwise, in words."""
    paths = [ALWAYS]
    happened: dict[tuple[int, str], list[Seen]] = {}
    for seen in run.seen:
        happened.setdefault((seen.line, seen.kind), []).append(seen)
        here = claims.events.get((seen.line, seen.kind), [])
        options: dict[Labels, None] = {}
        for event in _candidates(here, len(happened[seen.line, seen.kind])):
            if event.uncalled:
                # A function that only code outside calls is run once, as if it were called at the end.
                options[ALWAYS] = None
                continue
            for labels in claimed(event, seen.value, run.rows):
                options[ALWAYS if event.repeated else event.labels | labels] = None
        if not options and not claims.whole:
            continue
        if not options:
            return f"line {seen.line}: {seen.kind} {seen.value!r} was not foreseen by any of {len(here)} claims"
        joined = [path | labels for path in paths for labels in options if not contradict(path, labels)]
        if not joined:
            return f"line {seen.line}: {seen.kind} {seen.value!r} only on a path that contradicts what went before"
        paths = list(dict.fromkeys(joined))
        if len(paths) > MOST_PATHS:
            # Some of them would have to be left out, and what happens next may lie on those.
            paths = [ALWAYS]
    if run.finished:
        return _unfulfilled(claims.events, happened)
    return None


def _candidates(events: list[Event], number: int) -> list[Event]:
    """The claims about the nth time that a line ran: just one where all of them are certain."""
    if all(_certain(event) for event in events):
        return events[number - 1 : number]
    return events


def _certain(event: Event) -> bool:
    return not (event.labels or event.repeated or event.uncalled)


def _unfulfilled(events: dict[tuple[int, str], list[Event]], happened: dict[tuple[int, str], list[Seen]]) -> str | None:
    for (line, kind), claims in events.items():
        certain = sum(map(_certain, claims))
        if certain > len(happened.get((line, kind), [])):
            return f"line {line}: {kind} was claimed {certain} times and happened less often"
    return None

"""What the interpreter believes, one line an event, identities by number: `zerolint facts --events FILE`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.events import (
    Bound,
    Compiled,
    Evaluated,
    Event,
    Fitted,
    FittedUnknown,
    GradientApplied,
    GradientTaken,
    HandedOn,
    HandedOver,
    LibraryChanged,
    Missed,
    OptimizerMade,
    RatesScheduled,
    ResultDiscarded,
    Revealed,
    SessionRan,
    StepRan,
    VariablesShared,
    VersionSeen,
)
from zerolint.facts.intervals import ANY_REAL, ANYTHING
from zerolint.facts.notation import Notation
from zerolint.facts.objectives import Tracker
from zerolint.facts.places import Place
from zerolint.facts.precision import PrecisionSet
from zerolint.facts.ranges import interval
from zerolint.facts.understood import missing
from zerolint.facts.values import NONE, Known, Object, Tensor, Value
from zerolint.facts.values import Sequence as Items

EXHAUSTED = "the file is larger than the budget: what follows was not run"
NUMBERED = Notation()
value, rows, expression = NUMBERED.value, NUMBERED.rows, NUMBERED.expression


def lines(facts: Facts, *, unknown: bool = False) -> Iterator[tuple[Place, str]]:
    """The events in order, each with its place; `unknown` adds what was not understood and why."""
    for event in facts.events:
        if isinstance(event, Missed) and not unknown:
            continue
        text = _event(event, unknown)
        if text is not None:
            yield event.place, text + _circumstances(event)
    yield from ((Place(0), text) for text in assumptions(facts))
    if facts.exhausted:
        yield Place(0), EXHAUSTED


def assumptions(facts: Facts) -> Iterator[str]:
    """What the names are taken for that the script binds nowhere."""
    for name, meant in facts.assumed.items():
        yield f"`{name}` is bound nowhere: taken for {meant}"


def _circumstances(event: Event) -> str:
    notes = []
    if event.labels:
        notes.append("on one path")
    if event.repeated:
        notes.append("in a loop")
    if event.uncalled:
        notes.append("in a function that is never called")
    return f" ({', '.join(notes)})" if notes else ""


def _event(event: Event, unknown: bool) -> str | None:
    match event:
        case Bound():
            if isinstance(event.value, (Tensor, Object)) or unknown:
                known = numbers(event.value)
                return f"{event.name} = {value(event.value)}{f', {known}' if known else ''}"
            return None
        case Fitted():
            lacking = missing(event)
            known = "understood" if not lacking else f"not understood: {'; '.join(map(str, lacking))}"
            tested = f", validation {value(event.validation[0])}" if event.validation else ""
            return f"fit on {value(event.x)}{tested}; {known}"
        case FittedUnknown():
            return f"fit of {value(event.model)}"
        case Evaluated():
            return f"{event.method} on {value(event.x)}"
    return told(event, NUMBERED)


def told(event: Event, notation: Notation) -> str | None:
    """What an event is, as a sentence; None for what is not shown, or is shown in another way."""
    value, expression = notation.value, notation.expression
    match event:
        case Compiled():
            outputs = ", ".join(map(value, event.outputs)) or "not understood"
            metrics = ", ".join(value(each) for one in event.metrics for each in one if each != NONE)
            return f"compile: output {outputs}; loss {', '.join(map(value, event.losses))}; metrics {metrics or 'none'}"
        case StepRan():
            trackers = [each for each in event.trackers if isinstance(each, Tracker)]
            kept = ", ".join(
                value(each.name) + (" (not updated)" if each.updated == Known(False) else "") for each in trackers
            )
            return f"{event.method} returns {', '.join(name for name, _ in event.returned)}; metrics {kept or 'none'}"
        case Revealed():
            return f"revealed: {value(event.value)}"
        case SessionRan():
            feeds = ", ".join(f"{notation.fed(key)} = {value(array)}" for key, array in event.feeds)
            fed = f"; feeds {feeds}" if feeds else "" if event.complete else "; feeds are not known"
            return f"session runs {', '.join(expression(each, 1) for each in event.fetches) or 'nothing known'}{fed}"
        case LibraryChanged():
            return f"{event.name} of the library is replaced by {value(event.value)}"
        case ResultDiscarded():
            return f"the result of {event.function} is thrown away"
        case Missed():
            return f"unknown: {event.reason}"
    return _stepping(event, notation)


def _stepping(event: Event, notation: Notation) -> str | None:
    """What optimizers and gradients do."""
    value, expression = notation.value, notation.expression
    match event:
        case OptimizerMade():
            return f"optimizer {event.name}, learning rate {value(event.learning_rate)}"
        case HandedOver():
            return f"optimizer handed to {event.to or 'something unknown'}"
        case RatesScheduled():
            return f"rates by epoch: {', '.join(f'{rate:g} in {epoch}' for epoch, rate in event.rates[:6])}"
        case VariablesShared():
            return f"optimizers for parts of the variables: {', '.join(map(value, event.optimizers))}"
        case PrecisionSet():
            return f"weights and numbers are {notation.value(event.kind)} from here on"
        case VersionSeen():
            return f"read for Keras 2, since it uses {event.what}"
        case GradientTaken():
            return f"gradient of {expression(event.loss, 1)} by {_variables(event.variables, notation)}"
        case GradientApplied():
            kind = "gradient step" if event.step is None else "train op"
            return f"{kind}: {descent(event, notation)}"
        case HandedOn(gradients=(first, *_)):
            return f"gradient of {expression(first.operands[0], 1)} handed to something unknown"
    return None


def descent(event: GradientApplied, notation: Notation) -> str:
    """What moves which variables to lower which cost."""
    optimizer = "the script itself" if event.optimizer == NONE else notation.value(event.optimizer)
    return f"{optimizer} moves {_variables(event.variables, notation)} to lower {notation.cost(event.loss)}"


def numbers(each: Value) -> str:
    """Between which bounds the numbers of an array lie, where that is known."""
    found = interval(each) if isinstance(each, Tensor) else ANYTHING
    return "" if found in (ANYTHING, ANY_REAL) else f"numbers {found.show()}"


def _variables(variables: Value, notation: Notation) -> str:
    if isinstance(variables, Items) and len(variables.items) == 1:
        return _variables(variables.items[0], notation)
    return "all variables" if variables == NONE else _made(variables, notation)


def _made(each: Value, notation: Notation) -> str:
    """A value without its rows: what computed it."""
    if isinstance(each, Items):
        return f"({', '.join(_made(item, notation) for item in each.items[:6])})"
    return notation.value(replace(each, rows=None)) if isinstance(each, Tensor) else notation.value(each)

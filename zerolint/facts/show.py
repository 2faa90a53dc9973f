"""What the interpreter believes, one line an event: `zerolint facts FILE`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.costs import WEIGHTS
from zerolint.facts.events import (
    Bound,
    Compiled,
    Evaluated,
    Event,
    Fitted,
    GradientApplied,
    GradientTaken,
    HandedOver,
    Missed,
    OptimizerMade,
    Revealed,
    SessionRan,
    StepRan,
)
from zerolint.facts.intervals import ANY_REAL, ANYTHING
from zerolint.facts.objectives import Loss, Metric, Tracker
from zerolint.facts.places import Place
from zerolint.facts.ranges import interval
from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, Take
from zerolint.facts.snapshot import Snapshot
from zerolint.facts.understood import missing
from zerolint.facts.values import NONE, Choice, Formula, Known, Method, Object, Sequence, Symbol, Tensor, Unknown, Value


def lines(facts: Facts, *, unknown: bool = False) -> Iterator[tuple[Place, str]]:
    """The events in order, each with its place; `unknown` adds what was not understood and why."""
    for event in facts.events:
        if isinstance(event, Missed) and not unknown:
            continue
        text = _event(event, unknown)
        if text is not None:
            yield event.place, text + _circumstances(event)
    if facts.exhausted:
        yield Place(0), "the file is larger than the budget: what follows was not run"


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
                return f"{event.name} = {value(event.value)}{_numbers(event.value)}"
        case OptimizerMade() | HandedOver():
            return _optimizer(event)
        case Compiled():
            outputs = ", ".join(map(value, event.outputs)) or "not understood"
            metrics = ", ".join(value(each) for one in event.metrics for each in one)
            return f"compile: output {outputs}; loss {', '.join(map(value, event.losses))}; metrics {metrics or 'none'}"
        case Fitted():
            lacking = missing(event)
            known = "understood" if not lacking else f"not understood: {'; '.join(map(str, lacking))}"
            tested = f", validation {value(event.validation[0])}" if event.validation else ""
            return f"fit on {value(event.x)}{tested}; {known}"
        case StepRan():
            trackers = [each for each in event.trackers if isinstance(each, Tracker)]
            kept = ", ".join(
                value(each.name) + (" (not updated)" if each.updated == Known(False) else "") for each in trackers
            )
            return f"{event.method} returns {', '.join(name for name, _ in event.returned)}; metrics {kept or 'none'}"
        case Evaluated():
            return f"{event.method} on {value(event.x)}"
        case Revealed():
            return f"revealed: {value(event.value)}"
        case GradientTaken():
            return f"gradient of {expression(event.loss, 1)} by {_variables(event.variables)}"
        case GradientApplied():
            kind = "gradient step" if event.step is None else "train op"
            optimizer = "the script itself" if event.optimizer == NONE else value(event.optimizer)
            return f"{kind}: {optimizer} moves {_variables(event.variables)} to lower {expression(event.loss, 8)}"
        case SessionRan():
            feeds = ", ".join(f"{_made(key)} = {value(array)}" for key, array in event.feeds)
            fed = f"; feeds {feeds}" if feeds else "" if event.complete else "; feeds are not known"
            return f"session runs {', '.join(expression(each, 1) for each in event.fetches) or 'nothing known'}{fed}"
        case Missed():
            return f"unknown: {event.reason}"
    return None


def _optimizer(event: OptimizerMade | HandedOver) -> str:
    if isinstance(event, HandedOver):
        return f"optimizer handed to {event.to or 'something unknown'}"
    return f"optimizer {event.name}, learning rate {value(event.learning_rate)}"


def _numbers(each: Value) -> str:
    """Between which bounds the numbers of an array lie, where that is known."""
    found = interval(each) if isinstance(each, Tensor) else ANYTHING
    return "" if found in (ANYTHING, ANY_REAL) else f", numbers {found.show()}"


def _variables(variables: Value) -> str:
    if isinstance(variables, Sequence) and len(variables.items) == 1:
        return _variables(variables.items[0])
    return "all variables" if variables == NONE else _made(variables)


def _made(each: Value) -> str:
    """A value without its rows: what computed it."""
    if isinstance(each, Sequence):
        return f"({', '.join(map(_made, each.items[:6]))})"
    return value(replace(each, rows=None)) if isinstance(each, Tensor) else value(each)


def value(each: Value) -> str:
    """A value in a few words."""
    match each:
        case Known():
            return repr(each.value)
        case Unknown():
            return f"unknown ({each.reason})"
        case Symbol():
            return each.name
        case Object():
            return each.kind
        case Loss():
            return "one of its own" if each.own else each.name
        case Metric():
            return each.name
        case Tensor():
            return _tensor(each)
        case Formula():
            parts = (value(part) if isinstance(part, Value) else rows(part) for part in each.operands)
            return f"{each.operator}({', '.join(parts)})"
        case Sequence():
            inside = ", ".join(map(value, each.items))
            return f"({inside},)" if len(each.items) == 1 else f"({inside})"
        case Snapshot():
            return _snapshot(each)
        case Method():
            return f"method {each.name}"
        case Choice():
            return " or ".join(value(arm) for _, arm in each.arms)
    return type(each).__name__


def _snapshot(each: Snapshot) -> str:
    if each.name:
        return f"{each.kind} {each.name}"
    if each.items is None:
        return f"{each.kind} of unknown contents"
    if each.kind == "dict":
        pairs = (item.items for item in each.items if isinstance(item, Sequence))
        return "{" + ", ".join(f"{value(key)}: {value(item)}" for key, item in pairs) + "}"
    inside = ", ".join(map(value, each.items))
    if each.kind == "list":
        return f"[{inside}]"
    return f"{{{inside}}}" if inside else "set()"


def _tensor(tensor: Tensor) -> str:
    shape = ""
    if tensor.shape is not None:
        sizes = [
            repr(size.value)
            if isinstance(size, Known) and size.value is not ...
            else "..."
            if size == Known(...)
            else "?"
            for size in tensor.shape
        ]
        shape = f" of shape ({', '.join(sizes)})"
    owner = f" of {tensor.layer.kind}" if tensor.operator == WEIGHTS and tensor.layer is not None else ""
    held = f", rows {rows(tensor.rows)}" if tensor.rows is not None else ""
    return f"{tensor.operator}{owner}{shape}{held}"


def expression(each: Value, deepest: int = 12) -> str:
    """What a tensor is computed from, as a formula of operators without their modules."""
    if isinstance(each, Choice):
        return " or ".join(expression(arm, deepest) for _, arm in each.arms)
    if not isinstance(each, Tensor):
        return value(each)
    name = each.operator.rpartition(".")[2] or each.operator
    if not each.operands or not deepest:
        return name
    return f"{name}({', '.join(expression(operand, deepest - 1) for operand in each.operands)})"


def rows(each: Rows) -> str:
    """A row set in Python's own notation; roots by number."""
    match each:
        case Root():
            return f"positions {each.key}" if each.positions else f"#{each.key}"
        case Take():
            parts = (each.start, each.stop, each.step) if each.step else (each.start, each.stop)
            bounds = [("" if part is None or part == NONE else value(part)) for part in parts]
            return f"{rows(each.base)}[{':'.join(bounds)}]"
        case Shuffled():
            return f"shuffled({rows(each.base)})"
        case Masked():
            return f"{rows(each.base)}[{'' if each.wanted else 'not '}mask {each.key}]"
        case Picked():
            return f"{rows(each.base)}[index {each.key}]"
        case Joined():
            return " + ".join(map(rows, each.parts))

"""ZL501: a step of one's own that reports a metric it never updates: Keras 3 prefers metrics to returned values."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import GradientTaken, StepRan
from zerolint.facts.objectives import Tracker
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import AttributeOf, Change, Entry, InsertBefore, Passed, Piece, ProposedFix
from zerolint.queries.certainty import certainty_of


@detects("ZL501")
def loss_tracker_left_empty(facts: Facts, options: Options) -> Iterator[Hit]:
    """A step of one's own that reports a metric it never updates: Keras 3 prefers metrics to returned values."""
    for event in facts.of(StepRan) if facts.keras >= 3 else ():
        reported = _reported(event)
        empty = {name: tracker for name, tracker in reported.items() if tracker.updated == Known(False)}
        replaced = any(not _holds(value, empty[name]) for name, value in event.returned if name in empty)
        if not empty or (not replaced and _beside_others(reported)):
            continue
        yield Hit(
            at=event.place,
            data={
                "step": event.method,
                "names": " and ".join(f"`{name}`" for name in empty),
                "effect": REPLACED if replaced else SHOWN,
            },
            because=tuple(
                Evidence(tracker.place, f"this makes the metric `{name}`")
                for name, tracker in empty.items()
                if tracker.place >= 0
            ),
            certainty=certainty_of(event),
            proposed_fixes=updated_trackers(facts, event, empty),
        )


def _beside_others(reported: Mapping[str, Tracker]) -> bool:
    """Whether the author shows metrics of their own, and all that is empty is a loss that `compile` was not given."""
    empty = [each for each in reported.values() if each.updated == Known(False)]
    return all(each.idle for each in empty) and len(empty) < len(reported)


REPLACED = "Keras 3 shows the metric in place of this value: it stays at 0.0"
SHOWN = "it stays at 0.0"


def _reported(event: StepRan) -> dict[str, Tracker]:
    """The metrics whose results an epoch shows; none where that is not known, or where Keras raises.

    Where a step returns exactly the names of the model's metrics, Keras 3 shows their results and drops
    the returned values. Of metrics that share a name the last one is shown.
    """
    trackers = [each for each in event.trackers if isinstance(each, Tracker)]
    named = {each.name.value: each for each in trackers if isinstance(each.name, Known)}
    if any(not isinstance(each.name, Known) for each in trackers):
        return {}
    if set(named) == {name for name, _ in event.returned}:
        return {} if any(each.held and each.updated == Known(False) for each in trackers) else named
    by_key = {each.key: each for each in trackers}
    return {
        name: by_key[value.layer.key]
        for name, value in event.returned
        if isinstance(value, Tensor) and value.layer is not None and value.layer.key in by_key
    }


def _holds(value: Value, tracker: Tracker) -> bool:
    return isinstance(value, Tensor) and value.layer is not None and value.layer.key == tracker.key


def updated_trackers(facts: Facts, event: StepRan, empty: Mapping[str, Tracker]) -> tuple[ProposedFix, ...]:
    """An update of each empty tracker above the `return`, with what the step returns or descends."""
    descended = _descended(facts, event)
    choices = [_updates(event, name, tracker, descended) for name, tracker in empty.items()]
    return tuple(ProposedFix(tuple(changes)) for changes in itertools.product(*choices))


def _updates(event: StepRan, name: str, tracker: Tracker, descended: Passed | None) -> list[Change]:
    """The ways to update one tracker, the best one first."""
    values: list[Piece] = [Entry(event.place, name)]
    if name == "loss" and descended is not None:
        values.append(descended)
    made: list[Change] = []
    for value in values:
        if tracker.place >= 0:
            made.append(InsertBefore(event.place, (AttributeOf(tracker.place), ".update_state(", value, ")")))
        loop = ("for metric in self.metrics:\n\tif metric.name == ", f'"{name}"', ":\n\t\tmetric.update_state(")
        made.append(InsertBefore(event.place, (*loop, value, ")"), binds="metric"))
    return made


def _descended(facts: Facts, event: StepRan) -> Passed | None:
    """The loss whose gradient the step takes; None where it takes none, or several."""
    before = max((each.order for each in facts.of(StepRan) if each.order < event.order), default=-1)
    taken = {each.place for each in facts.of(GradientTaken) if before < each.order < event.order}
    return Passed(taken.pop(), "target", 0, name_only=True) if len(taken) == 1 else None

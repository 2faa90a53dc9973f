"""A step of a model's own that reports what these metrics hold reports zeros while weights move."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import StepRan
from zerolint.facts.objectives import Tracker
from zerolint.facts.values import Known, Tensor
from zerolint.probe.builders.registry import Thresholds, builds


@builds("history-is-zero")
def history_is_zero(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """A step of a model's own that reports what these metrics hold reports zeros while weights move."""
    for event in facts.of(StepRan):
        places = frozenset({event.place})
        trackers = [each for each in event.trackers if isinstance(each, Tracker)]
        if any(not isinstance(each.name, Known) for each in trackers):
            yield Subject(None, "the names of its metrics are not known", places, places)
            continue
        if facts.keras < 3:
            yield Subject(None, "only Keras 3 prefers metrics to what a step returns", places, places)
            continue
        # A metric of `compile` that is never updated makes Keras raise; zerolint does not see all that updates it.
        held = [
            {"key": each.key, "name": _name(each), "updated": each.held or each.updated != Known(False)}
            for each in trackers
        ]
        returned = [
            {"name": name, "metric": value.layer.key if isinstance(value, Tensor) and value.layer is not None else 0}
            for name, value in event.returned
        ]
        details = {"trackers": held, "returned": returned, "method": event.method}
        yield Subject(Claim("history-is-zero", confirm, details=details), at=places, places=places)


def _name(tracker: Tracker) -> str:
    return str(tracker.name.value) if isinstance(tracker.name, Known) else ""

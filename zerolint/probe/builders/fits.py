"""Claims about `fit` itself: what it reports where trackers stay empty, and where a generator ends too early."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.events import Fitted, StepRan
from zerolint.facts.objectives import Tracker
from zerolint.facts.sizes import in_worlds
from zerolint.facts.values import NONE, Known, Tensor, alternatives
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.claims import Claim, Subject

MOST_BATCHES = 200
MOST_EPOCHS = 5


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


@builds("epoch-without-batches")
def epoch_without_batches(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """A generator of the script's own that ends leaves later epochs with fewer batches than the first."""
    for fit in facts.of(Fitted):
        places = frozenset({fit.place, fit.batches.place})
        for labels, batches in alternatives(fit.batches, fit.labels):
            for _, epochs in alternatives(fit.epochs, labels):
                steps = Known(0) if fit.steps == NONE else fit.steps
                found = in_worlds(batches, steps)
                if not found or not isinstance(epochs, Known) or not isinstance(epochs.value, int):
                    yield Subject(None, "how many batches it gives is not known", places, places)
                    continue
                count, drawn = found[0]
                factor = max(1.0, count / MOST_BATCHES if count < float("inf") else 1.0, drawn / MOST_BATCHES)
                details = {
                    "batches": -1 if count == float("inf") else round(count / factor),
                    "steps": round(drawn / factor) or None,
                    "epochs": min(epochs.value, MOST_EPOCHS),
                }
                yield Subject(Claim("epoch-without-batches", confirm, details=details), at=places, places=places)

"""The events of a run have an order and a supply that make sense: trackers are updated, generators last."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from zerolint.detectors.context import certainty_of
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.remedies import updated_trackers
from zerolint.facts import Facts
from zerolint.facts.events import Fitted, StepRan
from zerolint.facts.objectives import Tracker
from zerolint.facts.places import Code, Step
from zerolint.facts.sizes import in_worlds, times
from zerolint.facts.values import NONE, Known, Tensor, Value, likely
from zerolint.finding import Hit


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
                Step(tracker.place, f"this makes the metric `{name}`")
                for name, tracker in empty.items()
                if tracker.place >= 0
            ),
            certainty=certainty_of(event),
            remedies=updated_trackers(facts, event, empty),
        )


def _beside_others(reported: Mapping[str, Tracker]) -> bool:
    """Whether the author shows metrics of their own, and all that is empty is a loss that `compile` was not given."""
    empty = [each for each in reported.values() if each.updated == Known(False)]
    return all(each.idle for each in empty) and len(empty) < len(reported)


REPLACED = "Keras 3 shows the metric of that name instead of the value returned here, and it stays at 0.0"
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


PEEKED = 2
"""Batches that Keras keeps from its first look at a generator and gives again in every epoch."""


@detects("ZL502")
def finite_generator_with_steps(facts: Facts, options: Options) -> Iterator[Hit]:
    """A generator that ends before the epochs that are drawn from it: a Python generator can't start again."""
    for fit in facts.of(Fitted):
        for labels, batches in likely(fit.batches, fit.labels):
            for _, epochs in likely(fit.epochs, labels):
                if not (isinstance(epochs, Known) and isinstance(epochs.value, int) and epochs.value > 1):
                    continue
                if not _runs_dry(batches, epochs, fit.steps):
                    continue
                counted = fit.steps != NONE
                yield Hit(
                    at=fit.batches.place,
                    data={
                        "generator": Code(fit.batches.place),
                        "epochs": str(epochs.value),
                        "effect": _effect(counted),
                        "instead": "wrap its body in `while True:`" if counted else "give `fit` a tf.data.Dataset",
                    },
                    because=(Step(fit.place, f"this draws {epochs.value} epochs from it"),),
                    severity="error" if counted else "warning",
                    certainty=certainty_of(fit, epochs),
                )


def _runs_dry(batches: Value, epochs: Known, steps: Value) -> bool:
    """Whether there are too few batches, whatever the size of the data."""
    fewer, more = (Known(PEEKED), batches) if steps == NONE else (batches, times(epochs, steps))
    found = in_worlds(fewer, more)
    return bool(found) and all(less < enough and not math.isinf(less + enough) for less, enough in found)


def _effect(counted: bool) -> str:
    if counted:
        return "an epoch without batches reports a loss of 0.0, and later ones repeat the same few"
    return f"from the second epoch on it trains on the same {PEEKED} batches only"

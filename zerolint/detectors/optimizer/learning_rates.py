"""The learning rates that a script trains with, beside those that were measured to work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.detectors.optimizer.moved_weights import applied_by, compiled_with
from zerolint.detectors.registry import Options
from zerolint.facts import Facts
from zerolint.facts.events import Evaluated, Fitted, HandedOver, LearningRateChanged, OptimizerMade
from zerolint.facts.graphs import ancestors
from zerolint.facts.paths import certain
from zerolint.facts.places import Evidence
from zerolint.facts.values import OVERRIDABLE, Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Certainty
from zerolint.queries.learning_rates import THRESHOLDS, Thresholds

MOMENTUM = Thresholds(1e-9, 1e-6, 1.0, 0.01)


def learning_rates(facts: Facts) -> Iterator[tuple[OptimizerMade, Known]]:
    """Each optimizer with each learning rate that it may train with.

    A rate that is set later replaces the first one; what may be any optimizer's, or any
    number, leaves nothing to say.
    """
    changes = facts.of(LearningRateChanged)
    if any(change.optimizer is None for change in changes):
        return
    for event in facts.of(OptimizerMade):
        if _only_asks(facts, event):
            continue
        later = [change.learning_rate for change in changes if change.optimizer == event.optimizer]
        for labels, rate in ordinary_alternatives(later[-1] if later else event.learning_rate, event.labels):
            if isinstance(rate, Known) and type(rate.value) in (int, float) and rate.value == rate.value:
                # A rate that only some runs have is as certain as these.
                yield replace(event, labels=labels), rate


def _only_asks(facts: Facts, event: OptimizerMade) -> bool:
    """Whether the optimizer was made because `evaluate` asks for a compile: its models are never fitted."""
    models = [each.model for each in compiled_with(facts, event)]
    fitted = [each.model for each in facts.of(Fitted)]
    asked = [each.model for each in facts.of(Evaluated)]
    return (
        bool(models) and not applied_by(facts, event) and all(each in asked and each not in fitted for each in models)
    )


def thresholds_for(event: OptimizerMade, options: Options) -> Thresholds | None:
    """The thresholds of an optimizer, those of the settings first; None where nothing was measured."""
    least = options.get("threshold")
    if isinstance(least, (int, float)) and least > 0:
        return Thresholds(0.0, float(least))
    moving = isinstance(event.momentum, Known) and isinstance(event.momentum.value, float) and event.momentum.value > 0
    return MOMENTUM if event.name == "SGD" and moving else THRESHOLDS.get(event.name)


def tensors_of(roots: list[Value]) -> list[Tensor]:
    """The arrays that these are made of."""
    return [tensor for root in roots for tensor in ancestors(root)]


def losses_of(facts: Facts, event: OptimizerMade) -> list[Value]:
    """The costs that this optimizer was compiled with."""
    return [loss for each in compiled_with(facts, event) for loss in each.losses]


def is_default_rate(event: OptimizerMade, rate: Known) -> bool:
    """Whether nobody wrote the rate down."""
    return rate.place == event.place


def rate_certainty(event: OptimizerMade, rate: Known) -> Certainty:
    """Proven on every ordinary path with a rate that nothing outside can change; one of a sweep is as sure."""
    return "proven" if certain(event.labels) and OVERRIDABLE not in rate.marks else "likely"


def handed_over_reasons(handed: HandedOver | None) -> tuple[Evidence, ...]:
    """Which other code gets the optimizer, if any does."""
    if handed is None:
        return ()
    return (Evidence(handed.place, f"{handed.to or 'other code'} gets the optimizer, and what it moves is not known"),)


def rate_reasons(event: OptimizerMade, rate: Known) -> tuple[Evidence, ...]:
    """Which optimizer takes a rate."""
    if is_default_rate(event, rate):
        return (Evidence(event.place, f"this is the default rate of {event.name} in today's Keras"),)
    return (Evidence(event.place, f"{event.name} takes it as its learning rate"),)

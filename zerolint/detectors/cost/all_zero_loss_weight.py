"""ZL206: weights or factors of 0 leave nothing of the loss: it is 0, and no weight of the model moves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, CostAdded, Event, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import exactly
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import DropArgument, ProposedFix
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import costs, is_trained_with


@detects("ZL206")
def all_zero_loss_weight(facts: Facts, options: Options) -> Iterator[Hit]:
    """Everything in the loss is multiplied by zero."""
    for found in (*zero_weights(facts), *zero_factors(facts)):
        places = [each.place for each in found.zeros if each.place >= 0]
        yield Hit(
            at=places[0] if places else found.event.place,
            data={"what": found.what},
            because=(Evidence(found.event.place, "this is what the loss is made of"),),
            certainty=certainty_of(found.event, *found.zeros),
            proposed_fixes=without_weights(found),
        )


class ZeroFactors(NamedTuple):
    """Zeros that leave nothing of a loss.

    `event` is where the loss is made, `what` the beginning of a sentence on them, `argument` the keyword of the
    event's call that they are passed by; empty where they stand in the loss itself.
    """

    event: Event
    what: str
    zeros: tuple[Value, ...]
    argument: str = ""


def zero_weights(facts: Facts) -> Iterator[ZeroFactors]:
    """Outputs, classes or rows that all have weight 0."""
    for compiled in facts.of(Compiled):
        weights = compiled.weights
        if is_trained_with(facts, compiled) and _all_zero(weights):
            what = "all loss weights are" if len(weights) > 1 else "the loss weight is"
            yield ZeroFactors(compiled, what, weights, "loss_weights")
    for fit in facts.of(Fitted):
        if _all_zero(fit.class_weights) and _classes(fit) <= len(fit.class_weights):
            yield ZeroFactors(fit, "all class weights are", fit.class_weights, "class_weight")
        if fit.sample_weights and all(interval(each) == exactly(0.0) for each in fit.sample_weights):
            yield ZeroFactors(fit, "all sample weights are", fit.sample_weights, "sample_weight")


def _all_zero(weights: tuple[Value, ...]) -> bool:
    return bool(weights) and all(
        isinstance(each, Known) and type(each.value) in (int, float) and each.value == 0 for each in weights
    )


def _classes(fit: Fitted) -> float:
    """How many classes the model tells apart: two for one unit; infinite where that is not known."""
    size = fit.outputs[0].dimension(-1) if fit.outputs and isinstance(fit.outputs[0], Tensor) else None
    return max(size.value, 2) if isinstance(size, Known) and isinstance(size.value, int) else math.inf


def zero_factors(facts: Facts) -> Iterator[ZeroFactors]:
    """Zeros written into a loss that leave nothing of it."""
    if facts.of(CostAdded):
        # The compiled loss may be switched off on purpose, where layers add the real one.
        return
    for event, cost in costs(facts):
        for _, each in ordinary_alternatives(cost, event.labels):
            if interval(each) == exactly(0.0):
                for zero in _factors(each):
                    yield ZeroFactors(event, "everything in the loss is multiplied by", (zero,))


def _factors(cost: Value) -> Iterator[Value]:
    for product in ancestors(cost):
        if operation(product.operator) == "multiply" and len(product.operands) == 2:
            for zero, other in (product.operands, product.operands[::-1]):
                if interval(zero) == exactly(0.0) and not interval(other).constant:
                    yield zero if zero.place >= 0 else product


def without_weights(found: ZeroFactors) -> tuple[ProposedFix, ...]:
    """The call without the weights that are all zero."""
    if not found.argument:
        return ()
    method = "compile" if isinstance(found.event, Compiled) else "fit"
    return (ProposedFix((DropArgument(found.event.place, method, found.argument),)),)

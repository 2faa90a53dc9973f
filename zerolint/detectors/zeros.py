"""Zeros that leave nothing of a loss: as weights of its parts, or as factors inside."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.losses import costs, used
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, CostAdded, Event, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.intervals import exactly
from zerolint.facts.operations import operation
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value, alternatives

Zeros = tuple[Event, str, tuple[Value, ...]]
"""Where a loss is made, what of it is zero (as the beginning of a sentence), and the zeros."""


def zero_weights(facts: Facts) -> Iterator[Zeros]:
    """Outputs, classes or rows that all have weight 0."""
    for compiled in facts.of(Compiled):
        weights = compiled.weights
        if used(facts, compiled) and _all_zero(weights):
            yield compiled, "all loss weights are" if len(weights) > 1 else "the loss weight is", weights
    for fit in facts.of(Fitted):
        if _all_zero(fit.class_weights) and _classes(fit) <= len(fit.class_weights):
            yield fit, "all class weights are", fit.class_weights
        if fit.sample_weights and all(interval(each) == exactly(0.0) for each in fit.sample_weights):
            yield fit, "all sample weights are", fit.sample_weights


def _all_zero(weights: tuple[Value, ...]) -> bool:
    return bool(weights) and all(
        isinstance(each, Known) and type(each.value) in (int, float) and each.value == 0 for each in weights
    )


def _classes(fit: Fitted) -> float:
    """How many classes the model tells apart: two for one unit; infinite where that is not known."""
    size = fit.outputs[0].dimension(-1) if fit.outputs and isinstance(fit.outputs[0], Tensor) else None
    return max(size.value, 2) if isinstance(size, Known) and isinstance(size.value, int) else math.inf


def zero_factors(facts: Facts) -> Iterator[Zeros]:
    """Zeros written into a loss that leave nothing of it."""
    if facts.of(CostAdded):
        # The compiled loss may be switched off on purpose, where layers add the real one.
        return
    for event, cost in costs(facts):
        for _, each in alternatives(cost, event.labels):
            if interval(each) == exactly(0.0):
                for zero in _factors(each):
                    yield event, "everything in the loss is multiplied by", (zero,)


def _factors(cost: Value) -> Iterator[Value]:
    for product in ancestors(cost):
        if operation(product.operator) == "multiply" and len(product.operands) == 2:
            for zero, other in (product.operands, product.operands[::-1]):
                if interval(zero) == exactly(0.0) and not interval(other).constant:
                    yield zero if zero.place >= 0 else product

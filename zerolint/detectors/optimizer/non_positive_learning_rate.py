"""ZL302: a learning rate of zero trains nothing; a negative one climbs the loss."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.optimizer.learning_rates import (
    handed_over_reasons,
    learning_rates,
    rate_certainty,
    rate_reasons,
    tensors_of,
)
from zerolint.detectors.optimizer.moved_weights import applied_by, handed_elsewhere
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import GRADIENT
from zerolint.facts.events import OptimizerMade, VariablesShared
from zerolint.facts.operations import OPERATIONS
from zerolint.facts.rates import usual_rate
from zerolint.facts.values import SWEEP, Object, Tensor
from zerolint.findings.finding import Hit


@detects("ZL302")
def non_positive_learning_rate(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate of zero trains nothing; a negative one climbs the cost."""
    known = list(learning_rates(facts))
    moving = {event.optimizer for event in facts.of(OptimizerMade)} - {
        event.optimizer for event, rate in known if rate.value == 0
    }
    for event, rate in known:
        if rate.value > 0 or (rate.value < 0 and _follows_gradients(facts, event)):
            continue
        if rate.value == 0 and _freezes_a_part(facts, event, moving):
            continue
        effect = "no weight moves" if rate.value == 0 else "every step climbs the cost instead of descending"
        elsewhere = handed_elsewhere(facts, event)
        yield Hit(
            at=rate.place,
            data={
                "rate": f"{rate.value:g}",
                "optimizer": event.name,
                "effect": effect,
                "usual": str(usual_rate(event.name)),
            },
            because=(*rate_reasons(event, rate), *handed_over_reasons(elsewhere)),
            severity="info" if SWEEP in rate.marks else "warning" if elsewhere else None,
            certainty=rate_certainty(event, rate),
        )


def _freezes_a_part(facts: Facts, event: OptimizerMade, moving: set[Object]) -> bool:
    """Whether another optimizer moves other variables of the same model: these are frozen on purpose."""
    return any(
        not each.complete or (event.optimizer in each.optimizers and moving.intersection(each.optimizers))
        for each in facts.of(VariablesShared)
    )


def _follows_gradients(facts: Facts, event: OptimizerMade) -> bool:
    """Whether another gradient says which way is down: a policy climbs what its critic's gradient points to."""
    moved = [each.loss for each in applied_by(facts, event)]
    products = [each for each in moved if isinstance(each, Tensor) and OPERATIONS.get(each.operator) == "multiply"]
    return any(each.operator == GRADIENT for product in products for each in tensors_of([*product.operands[1:]]))

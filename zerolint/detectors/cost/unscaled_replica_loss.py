"""ZL230: each replica of a strategy averages its own errors, and the gradients of all of them are added up."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.copies import ITEM
from zerolint.facts.costs import GRADIENT
from zerolint.facts.events import Compiled, GradientApplied, OptimizerMade
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Symbol, Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.queries.batch_reductions import batch_reductions
from zerolint.queries.lowered_costs import lowered

BY_ROW = ("none", None)
"""What the losses of Keras take for `reduction` to give one number a row."""


@detects("ZL230")
def unscaled_replica_loss(facts: Facts, options: Options) -> Iterator[Hit]:
    """A mean over the rows of one replica is what a step of plain gradient descent lowers."""
    for each in lowered(facts):
        event = each.event
        if not isinstance(event, (Compiled, GradientApplied)) or not event.replicated:
            continue
        if isinstance(event, Compiled) and facts.keras < 3:
            # Keras 2 divides what a loss function gives by the number of replicas, whatever its shape.
            continue
        if not _follows_the_scale(facts, event.optimizer) or _is_scaled(event):
            continue
        for mean in batch_reductions(each, "mean", least=1.0):
            if not any(_is_reduced(one) for one in ancestors(mean)):
                yield Hit(
                    at=mean.place,
                    data={},
                    because=(Evidence(event.place, "this is done on every replica"),),
                    certainty="likely",
                )


def _follows_the_scale(facts: Facts, optimizer: Value) -> bool:
    """Whether a gradient twice as large makes a step twice as long, at a rate that does not count the replicas."""
    plain = (each for each in facts.of(OptimizerMade) if each.name == "SGD" and not each.tempered)
    made = [each for each in plain if isinstance(each.learning_rate, Known)]
    found = [each for _, each in ordinary_alternatives(optimizer)]
    return bool(found) and all(any(each.optimizer == one for each in made) for one in found)


def _is_scaled(event: Compiled | GradientApplied) -> bool:
    """Whether something is computed from the gradients before they are applied."""
    given = event.gradients if isinstance(event, GradientApplied) else ()
    return any(not isinstance(each, Tensor) or each.operator not in (GRADIENT, ITEM) for each in given)


def _is_reduced(value: Tensor) -> bool:
    """Whether a loss of Keras has made one number of its rows, and divided that by the number of replicas."""
    for name, given in value.attributes:
        if name == "reduction":
            by_row = isinstance(given, Known) and given.value in BY_ROW
            return not by_row and not (isinstance(given, Symbol) and given.name.endswith(".NONE"))
    return False

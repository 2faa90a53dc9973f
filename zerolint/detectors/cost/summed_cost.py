"""ZL226: the errors of a batch are added up, so that the cost grows with the number of rows."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts import costs as hand_written
from zerolint.facts.events import Compiled
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import Tensor
from zerolint.findings.finding import Hit
from zerolint.queries.batch_reductions import batch_reductions
from zerolint.queries.certainty import certainty_of
from zerolint.queries.lowered_costs import Lowered, lowered
from zerolint.queries.script_kind import acts, adversarial, reconstructs, same_data

LEAST_FACTOR = 0.1
"""A smaller factor, or a larger divisor, may be one over the number of rows."""


@detects("ZL226")
def summed_cost(facts: Facts, options: Options) -> Iterator[Hit]:
    """A sum over all rows of a batch is what training lowers."""
    if adversarial(facts) or acts(facts):
        return
    for each in lowered(facts):
        if _gives_back(facts, each):
            continue
        found = sorted(batch_reductions(each, "sum", LEAST_FACTOR), key=lambda made: made.place)
        if found:
            first, *others = found
            yield Hit(
                at=first.place,
                data={"operation": Code(first.place)},
                because=(
                    *(Evidence(other.place, "so does this") for other in others),
                    Evidence(each.event.place, "this is to lower the loss"),
                ),
                certainty=certainty_of(each.event, first),
            )


def _gives_back(facts: Facts, cost: Lowered) -> bool:
    """Whether a network gives back its input: how its errors are added up is part of the model."""
    if isinstance(cost.event, Compiled):
        return any(
            isinstance(output, Tensor) and reconstructs(facts, cost.event, output) for output in cost.event.outputs
        )
    read = hand_written.read(cost.cost)
    return not read.targets or any(same_data(x, y) for x in read.inputs for y in read.targets)

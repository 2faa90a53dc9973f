"""ZL219: distances are compared without a margin, and the cost is least where all rows are mapped to one point."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.cost_terms import all_terms
from zerolint.queries.lowered_costs import Lowered, lowered

REDUCING = frozenset({"sum", "mean", "root", "cast", "same"})
NORMS = frozenset({"tf.norm", "tf.linalg.norm", "keras.ops.norm"})


@detects("ZL219")
def collapsed_margin(facts: Facts, options: Options) -> Iterator[Hit]:
    """The hinge of two distances turns at 0: equal distances, so all of 0, cost nothing."""
    for each in lowered(facts):
        for made in ancestors(each.cost, each.trained):
            inner = _positive_part(made)
            if inner is not None and _two_distances(each._replace(cost=inner)):
                yield Hit(
                    at=made.place,
                    data={"operation": Code(made.place)},
                    because=(Evidence(each.event.place, "this is to lower the loss"),),
                    certainty=certainty_of(each.event, made),
                )


def _positive_part(made: Tensor) -> Value | None:
    """What is cut off at 0."""
    if made.operator == "relu" and made.operands:
        return made.operands[0]
    if operation(made.operator) == "maximum" and len(made.operands) == 2:
        for zero, other in (made.operands, made.operands[::-1]):
            if interval(zero).low == interval(zero).high == 0:
                return other
    return None


def _two_distances(cost: Lowered) -> bool:
    """Whether this is one distance minus another, and nothing is added."""
    found = all_terms(cost)
    if found is None:
        return False
    moved = [each for each in found if each.sign and not isinstance(each.core, Known)]
    added = [each for each in found if isinstance(each.core, Known) and each.core.value != 0 and each.sign]
    return (
        not added
        and sorted(each.sign for each in moved) == [-1, 1]
        and all(_distance(cost, each.core) for each in moved)
    )


def _distance(cost: Lowered, value: Value) -> bool:
    """Whether this is how far two answers of a model are from each other."""
    while isinstance(value, Tensor) and operation(value.operator) in REDUCING | {"square", "absolute", "power"}:
        if operation(value.operator) in ("square", "absolute", "power"):
            return _difference(cost, value.operands[0])
        value = value.operands[0]
    if isinstance(value, Tensor) and operation(value.operator) == "multiply" and len(value.operands) == 2:
        first, second = value.operands
        return first is second and _difference(cost, first)
    return isinstance(value, Tensor) and value.operator in NORMS and _difference(cost, value.operands[0])


def _difference(cost: Lowered, value: Value) -> bool:
    if not isinstance(value, Tensor) or operation(value.operator) != "subtract" or len(value.operands) != 2:
        return False
    return all(cost.predicts(each) for each in value.operands)

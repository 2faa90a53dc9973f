"""ZL226: the errors of a batch are added up, so that the cost grows with the number of rows."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts import costs as hand_written
from zerolint.facts.events import Compiled
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import NONE, Known, Tensor, Unknown, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.cost_terms import is_data
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
        found = sorted(_sums(each), key=lambda made: made.place)
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


def _sums(cost: Lowered) -> Iterator[Tensor]:
    """The sums over a whole batch that a cost consists of."""
    waiting, seen = [cost.cost], set()
    while waiting:
        each = waiting.pop()
        if not isinstance(each, Tensor) or id(each) in seen or cost.trained(each) or not each.operands:
            continue
        seen.add(id(each))
        name = operation(each.operator)
        if name == "sum":
            if _whole(each) and _of_rows(cost, each.operands[0]):
                yield each
        elif name in ("cast", "same", "mean", "negate", "add", "subtract") or each.operator == "tf.add_n":
            waiting += each.operands
        elif name in ("multiply", "divide") and len(each.operands) == 2:
            waiting += _scaled(name, *each.operands)


def _scaled(name: str, first: Value, second: Value) -> list[Value]:
    """What a factor that is no size of a batch is multiplied with."""
    for factor, other in ((second, first), (first, second)) if name == "multiply" else ((second, first),):
        if isinstance(factor, Known) and isinstance(factor.value, (int, float)):
            size = abs(factor.value)
            return [other] if (size >= LEAST_FACTOR if name == "multiply" else 0 < size <= 1 / LEAST_FACTOR) else []
    return []


def _whole(total: Tensor) -> bool:
    """Whether a sum is over all numbers, or over the rows of a vector."""
    if any(name == "reduction_indices" and value != NONE for name, value in total.attributes):
        return False
    axis, inner = total.attribute("axis"), total.operands[0]
    vector = isinstance(inner, Tensor) and inner.shape is not None and len(inner.shape) == 1
    return axis == NONE or (axis == Known(0) and vector)


def _of_rows(cost: Lowered, value: Value) -> bool:
    """Whether these are errors of many rows: answers of the model, and data that they are compared with."""
    if not isinstance(value, Tensor) or not cost.predicts(value):
        return False
    if value.shape is not None and (not value.shape or value.shape[0] == Known(1)):
        return False
    parts = [part for each in ancestors(value, cost.trained) for part in each.operands]
    return any(isinstance(part, (Tensor, Unknown)) and is_data(cost, part) for part in parts)

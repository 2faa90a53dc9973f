"""The sums and means over a whole batch that a cost consists of."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import operation
from zerolint.facts.values import NONE, Known, Tensor, Unknown, Value
from zerolint.queries.cost_terms import is_data
from zerolint.queries.lowered_costs import Lowered

PASSED = frozenset({"cast", "same", "mean", "negate", "add", "subtract"})


def batch_reductions(cost: Lowered, kind: str, least: float) -> Iterator[Tensor]:
    """Each "sum" or "mean" of the errors of a batch that a cost adds up.

    A summand with a factor below `least` is left out: it may be one over the size of something.
    """
    waiting, seen = [cost.cost], set()
    while waiting:
        each = waiting.pop()
        if not isinstance(each, Tensor) or id(each) in seen or cost.trained(each) or not each.operands:
            continue
        seen.add(id(each))
        name = operation(each.operator)
        if name == kind and _over_all(each) and _of_rows(cost, each.operands[0]):
            yield each
        elif (name in PASSED and name != kind) or each.operator == "tf.add_n":
            waiting += each.operands
        elif name in ("multiply", "divide") and len(each.operands) == 2:
            waiting += _scaled(name, *each.operands, least)


def _scaled(name: str, first: Value, second: Value, least: float) -> list[Value]:
    """What a factor that is no size of a batch is multiplied with."""
    for factor, other in ((second, first), (first, second)) if name == "multiply" else ((second, first),):
        if isinstance(factor, Known) and isinstance(factor.value, (int, float)):
            size = abs(factor.value)
            return [other] if (size >= least if name == "multiply" else 0 < size <= 1 / least) else []
    return []


def _over_all(reduced: Tensor) -> bool:
    """Whether a reduction is over all numbers, or over the rows of a vector."""
    if any(name == "reduction_indices" and value != NONE for name, value in reduced.attributes):
        return False
    axis, inner = reduced.attribute("axis"), reduced.operands[0]
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

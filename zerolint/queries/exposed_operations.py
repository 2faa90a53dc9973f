"""The operations of a cost whose derivative counts: nothing between them and the cost chooses, masks or bounds."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.costs import owns_weights
from zerolint.facts.events import Event
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import POINTWISE, operation
from zerolint.facts.values import Choice, Known, Tensor, Value, ordinary_alternatives
from zerolint.queries.loss_uses import GUARDS, costs

PASSING = POINTWISE | {"sum", "mean", "cast", "same", "join", "product", "norm", "extreme"}
"""Operations that hand on a derivative to each of their operands."""
BOUNDING = frozenset({"maximum", "minimum", "clip", "extreme", "multiply"})
"""Of these, those that may hand on a derivative of 0: of most operations 0 times infinity is NaN then as well."""
PICKING = frozenset({"tf.gather", "tf.gather_nd", "tf.boolean_mask", "keras.ops.take", "tf.stop_gradient"})
"""Of these, those that leave out some of the numbers, or every derivative."""


def exposed_operations(facts: Facts, *wanted: str, bounded: bool = True) -> Iterator[tuple[Event, Tensor]]:
    """The operations of these names in everything that training lowers, each once a cost.

    `bounded`: also those that get a derivative of 0 where something behind them bounds or masks what they give.
    """
    for event, cost in costs(facts):
        for _, each in ordinary_alternatives(cost, event.labels):
            for found in exposed_in(each, bounded=bounded):
                if operation(found.operator) in wanted and found.operands:
                    yield event, found


def exposed_in(cost: Value, *, bounded: bool = True) -> Iterator[Tensor]:
    """The operations below one expression, itself included."""
    seen: set[int] = set()
    waiting = [cost]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Choice):
            waiting += [arm for _, arm in each.arms]
        elif isinstance(each, Tensor) and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += _derived(each, bounded)


def _derived(tensor: Tensor, bounded: bool) -> list[Value]:
    """The operands that get a derivative."""
    name = operation(tensor.operator)
    if name in BOUNDING and not bounded:
        pairs = zip(tensor.operands, tensor.operands[::-1], strict=True)
        return [each for each, factor in pairs if name == "multiply" and _hardly_zero(factor)]
    layer = tensor.operator.startswith(("keras.layers.", "keras.losses."))
    passes = (name in PASSING and tensor.operator not in PICKING | GUARDS) or tensor.operator in RANGES
    return list(tensor.operands) if passes or layer else []


def _hardly_zero(factor: Value) -> bool:
    """Whether a factor is a constant or something learnt: a mask or a label would take the derivative away."""
    if isinstance(factor, Known):
        return bool(factor.value)
    return isinstance(factor, Tensor) and any(map(owns_weights, ancestors(factor)))

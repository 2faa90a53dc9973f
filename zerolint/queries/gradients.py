"""What becomes of gradients: which variables they belong to, and whether something follows them."""

from __future__ import annotations

from zerolint.facts import Facts, costs
from zerolint.facts.costs import VARIABLES
from zerolint.facts.events import GradientApplied, GradientTaken, HandedOn
from zerolint.facts.graphs import ancestors
from zerolint.facts.values import NONE, Sequence, Tensor, Unknown, Value, alternatives

LISTED = frozenset({"item", "+", "-", "slice"})
"""What gives variables of a list, or lists of them in a row."""


def direct_variables(value: Value) -> list[Tensor] | None:
    """The variables, or weights of models, that a value lists; None where something else may be among them."""
    found: list[Tensor] = []
    waiting: list[Value] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Sequence):
            waiting += each.items
        elif isinstance(each, Tensor) and each.operator in VARIABLES:
            found.append(each)
        elif isinstance(each, Tensor) and each.operator in LISTED:
            waiting += each.operands
        else:
            return None
    return found or None


def variables_in(value: Value) -> frozenset[int] | None:
    """The same by their keys."""
    found = direct_variables(value)
    return None if found is None else frozenset(each.key for each in found)


def differentiated_by(taken: GradientTaken) -> frozenset[int] | None:
    """The variables of a gradient by their keys: those of the loss where none are named."""
    if taken.variables != NONE:
        return variables_in(taken.variables)
    return frozenset(each.key for each in costs.read(taken.loss).weights) or None


def reaches_something(facts: Facts, taken: GradientTaken) -> bool:
    """Whether a gradient may move something, enters another cost, or goes to code that is not seen."""
    variables = differentiated_by(taken)
    return (
        any(_follows(applied, taken, variables) for applied in facts.of(GradientApplied))
        or any(_holds(each.loss, taken) for each in facts.of(GradientTaken) if each is not taken)
        or any(taken.gradient == each for event in facts.of(HandedOn) for each in event.gradients)
    )


def _follows(applied: GradientApplied, taken: GradientTaken, variables: frozenset[int] | None) -> bool:
    if isinstance(applied.loss, Unknown) or _unknown(applied.optimizer) or _unknown(applied.variables):
        return True
    moved = None if applied.variables == NONE else variables_in(applied.variables)
    if variables is None or moved is None or variables & moved:
        return True
    return applied.loss == taken.loss or _holds(applied.loss, taken)


def _unknown(value: Value) -> bool:
    return any(isinstance(each, Unknown) for _, each in alternatives(value))


def _holds(loss: Value, taken: GradientTaken) -> bool:
    return any(isinstance(each, Tensor) and each is taken.gradient for each in ancestors(loss))

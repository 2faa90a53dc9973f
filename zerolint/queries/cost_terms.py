"""The terms that a cost adds up, each with its sign, and what some of them measure."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from zerolint.facts.activations import RANGES
from zerolint.facts.contracts import CONTRACTS
from zerolint.facts.dependence import SHAPES
from zerolint.facts.graphs import uncast
from zerolint.facts.operations import operation
from zerolint.facts.ranges import interval
from zerolint.facts.values import Formula, Known, Tensor, Unknown, Value
from zerolint.queries.lowered_costs import Lowered

ERRORS = {
    *CONTRACTS,
    "mean_squared_error",
    "mean_absolute_error",
    *(
        f"keras.losses.{name}"
        for name in "huber log_cosh mean_squared_logarithmic_error mean_absolute_percentage_error".split()
    ),
}
"""Losses that are 0 for the best predictions, and larger for all others."""
PASSED = frozenset({"cast", "same", "mean", "sum"})
MOST_TERMS = 40


class Term(NamedTuple):
    """One summand of a cost: its sign, and what is multiplied by some positive number."""

    sign: int
    core: Value


def terms(cost: Lowered) -> list[Term] | None:
    """What a cost adds up, without its constants; None if these are too many."""
    found = all_terms(cost)
    return None if found is None else [each for each in found if each.sign and not _constant(each.core)]


def all_terms(cost: Lowered) -> list[Term] | None:
    """What a cost adds up; None if that is too much. Sums and means are looked through."""
    found: list[Term] = []
    waiting: list[tuple[int, Value]] = [(1, cost.cost)]
    while waiting:
        sign, each = waiting.pop()
        inner = _inner(cost, sign, each)
        if inner is None:
            found.append(Term(sign, each))
        else:
            waiting += inner
        if len(found) + len(waiting) > MOST_TERMS:
            return None
    return found


def _inner(cost: Lowered, sign: int, value: Value) -> list[tuple[int, Value]] | None:
    """The summands below one operation; None where it is no sum."""
    if not isinstance(value, Tensor) or cost.trained(value) or not value.operands:
        return None
    name, operands = operation(value.operator), value.operands
    if name in PASSED and value.operator not in SHAPES:
        return [(sign, operands[0])]
    if name == "add" or value.operator == "tf.add_n":
        return [(sign, each) for each in operands]
    if name == "subtract" and len(operands) == 2:
        return [(sign, operands[0]), (-sign, operands[1])]
    if name == "negate":
        return [(-sign, operands[0])]
    if name == "multiply" and len(operands) == 2:
        for factor, other in (operands, operands[::-1]):
            if sign_of(factor) is not None and _constant(factor):
                return [(sign * (sign_of(factor) or 0), other)]
            turned = _turned(factor)
            if turned is not None:
                return [(-sign, replace(value, operands=(turned, other)))]
    if name == "divide" and len(operands) == 2 and sign_of(operands[1]) and not cost.depends(operands[1]).perhaps:
        return [(sign * (sign_of(operands[1]) or 0), operands[0])]
    return None


def _turned(factor: Value) -> Value | None:
    """What a factor is the negative of: `-y`, `-1 * y`, `y - 1`; None where it is written without a minus sign.

    Nobody counts the classes from -1: labels without 1 are the negative of 1 without the labels.
    """
    factor = uncast(factor)
    if not isinstance(factor, Tensor) or not factor.operands:
        return None
    name, operands = operation(factor.operator), factor.operands
    if name == "negate":
        return operands[0]
    if name in ("multiply", "divide") and len(operands) == 2:
        for constant, other in (operands, operands[::-1]):
            if _constant(constant) and sign_of(constant) == -1:
                return other
    if name == "subtract" and len(operands) == 2 and sign_of(operands[1]) == 1 and _constant(operands[1]):
        return replace(factor, operands=operands[::-1])
    return None


def sign_of(value: Value) -> int | None:
    """1 or -1 where a value is nowhere of the other sign, 0 where it is zero; None where that is not known."""
    if isinstance(value, Formula):
        return 1
    while isinstance(value, Tensor) and operation(value.operator) == "cast" and value.operands:
        value = value.operands[0]
    if isinstance(value, Formula) or (isinstance(value, Tensor) and value.operator in SHAPES):
        return 1
    found = interval(value)
    if found.constant:
        return (found.low > 0) - (found.low < 0)
    return 1 if found.low >= 0 else -1 if found.high <= 0 else None


def _constant(value: Value) -> bool:
    return isinstance(value, (Known, Formula)) or interval(value).constant


def is_answer(cost: Lowered, value: Value) -> bool:
    """Whether this is what the model says, and no function of it but an activation."""
    while isinstance(value, Tensor) and not cost.trained(value) and value.operands:
        name = operation(value.operator)
        if name == "product":
            return any(isinstance(each, Tensor) and cost.trained(each) for each in value.operands)
        if name == "add":
            return all(is_answer(cost, each) for each in value.operands)
        if value.operator not in RANGES and name not in ("cast", "same") and value.operator != "tf.nn.bias_add":
            return False
        value = value.operands[0]
    return isinstance(value, Tensor) and cost.trained(value)


def is_data(cost: Lowered, value: Value) -> bool:
    """Whether this is given, and not computed from anything that is trained."""
    return isinstance(value, (Tensor, Unknown)) and cost.given(value) and not _constant(value)


def is_error(cost: Lowered, value: Value) -> bool:
    """Whether this grows with the distance of the predictions from the data, and is never below zero."""
    if not isinstance(value, Tensor) or not value.operands:
        return False
    name = operation(value.operator)
    if value.operator in ERRORS:
        return len(value.operands) == 2 and is_data(cost, value.operands[0]) and cost.predicts(value.operands[1])
    if name in ("square", "absolute") or (name == "power" and value.operands[1] in EVEN):
        return _difference(cost, value.operands[0])
    if name == "multiply" and len(value.operands) == 2:
        first, second = value.operands
        if first is second:
            return _difference(cost, first)
        return any(_scales(cost, one) and is_error(cost, other) for one, other in ((first, second), (second, first)))
    if name == "divide" and len(value.operands) == 2:
        return is_error(cost, value.operands[0]) and _scales(cost, value.operands[1])
    return (name in PASSED or name == "root") and is_error(cost, value.operands[0])


EVEN = (Known(2), Known(2.0), Known(4))


def _scales(cost: Lowered, value: Value) -> bool:
    return sign_of(value) == 1 and not cost.depends(value).perhaps


def _difference(cost: Lowered, value: Value) -> bool:
    """Whether this is the data without the answers, or the answers without the data."""
    value = uncast(value)
    if not isinstance(value, Tensor) or operation(value.operator) != "subtract" or len(value.operands) != 2:
        return False
    return any(is_data(cost, one) and is_answer(cost, other) for one, other in (value.operands, value.operands[::-1]))


def is_likelihood(cost: Lowered, value: Value) -> bool:
    """Whether this is data times the logarithm of what the model says: `y * log(p)`, `(1 - y) * log(1 - p)`."""
    if not isinstance(value, Tensor):
        return False
    name = operation(value.operator)
    if name in PASSED and value.operands:
        return is_likelihood(cost, value.operands[0])
    if name != "multiply" or len(value.operands) != 2:
        return False
    return any(
        is_data(cost, one) and isinstance(other, Tensor) and _logarithm(cost, other)
        for one, other in (value.operands, value.operands[::-1])
    )


def _logarithm(cost: Lowered, logarithm: Tensor) -> bool:
    """Whether this is a logarithm of the answers alone, or of 1 without them, kept away from zero."""
    if logarithm.operator in ("log_softmax", "log_sigmoid"):
        return is_answer(cost, logarithm)
    if operation(logarithm.operator) != "log" or not logarithm.operands:
        return False
    value: Value = logarithm.operands[0]
    while isinstance(value, Tensor) and not is_answer(cost, value):
        name = operation(value.operator)
        if name in ("clip", "cast", "same"):
            value = value.operands[0]
        elif name in ("add", "subtract", "maximum", "minimum") and len(value.operands) == 2:
            varying = [each for each in value.operands if not _constant(each)]
            if len(varying) != 1:
                return False
            value = varying[0]
        else:
            return False
    return isinstance(value, Tensor)


def is_overlap(cost: Lowered, value: Value) -> bool:
    """Whether this is the share of the data that the answers meet: `2 * sum(y * p) / (sum(y) + sum(p))`."""
    if not isinstance(value, Tensor) or operation(value.operator) != "divide" or len(value.operands) != 2:
        return False
    above, below = (terms(cost._replace(cost=each)) for each in value.operands)
    if not above or not below or any(each.sign < 0 for each in above):
        return False
    sizes = [each for each in below if each.sign > 0]
    met = all(_product(cost, each.core) for each in above)
    return met and any(is_data(cost, each.core) for each in sizes) and any(cost.predicts(each.core) for each in sizes)


def _product(cost: Lowered, value: Value) -> bool:
    """Whether this is data times answers."""
    if not isinstance(value, Tensor) or operation(value.operator) != "multiply" or len(value.operands) != 2:
        return False
    return any(is_data(cost, one) and is_answer(cost, other) for one, other in (value.operands, value.operands[::-1]))

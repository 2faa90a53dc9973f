"""The summands of a cost, each with its factor and the reductions that it goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zerolint.facts.graphs import uncast
from zerolint.facts.operations import operation
from zerolint.facts.places import NOWHERE, Place
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Value
from zerolint.queries.cost_terms import ERRORS, MOST_TERMS

MEASURED = {each.rpartition(".")[2] for each in ERRORS} | {"poisson", "cosine_similarity"}
"""Losses by the last part of their names."""
DIFFERENCES = frozenset({"tf.math.squared_difference", "tf.squared_difference"})


class ReducedTerm(NamedTuple):
    """A summand; `reduced` is where the outermost sum over it stands."""

    factor: float
    reductions: tuple[str, ...]
    core: Tensor
    reduced: Place = NOWHERE


def reduced_terms(cost: Value) -> list[ReducedTerm]:
    """What a cost adds up; empty where that is too much. A factor that is not known is part of its summand."""
    found: list[ReducedTerm] = []
    waiting: list[tuple[float, tuple[str, ...], Value, Place]] = [(1.0, (), cost, NOWHERE)]
    while waiting:
        factor, reductions, value, reduced = waiting.pop()
        if not isinstance(value, Tensor):
            continue
        inner = list(_inner(value))
        if not inner:
            found.append(ReducedTerm(factor, reductions, value, reduced))
        name = operation(value.operator)
        through = (*reductions, name) if name in ("sum", "mean") else reductions
        place = value.place if name == "sum" and reduced < 0 else reduced
        waiting += [(factor * times, through, each, place) for times, each in inner]
        if len(found) + len(waiting) > MOST_TERMS:
            return []
    return found


def _inner(value: Tensor) -> Iterator[tuple[float, Value]]:
    """The summands below one operation, with their factors; none where it is no sum."""
    name, operands = operation(value.operator), value.operands
    if name in ("cast", "same", "mean", "sum") and operands:
        yield 1.0, operands[0]
    elif name == "add" or value.operator == "tf.add_n":
        yield from ((1.0, each) for each in operands)
    elif name == "subtract" and len(operands) == 2:
        yield from ((1.0, operands[0]), (-1.0, operands[1]))
    elif name == "negate" and operands:
        yield -1.0, operands[0]
    elif name in ("multiply", "divide") and len(operands) == 2:
        for factor, other in (operands, operands[::-1]) if name == "multiply" else (operands[::-1],):
            number = _number(factor)
            if number:
                yield number if name == "multiply" else 1 / number, other
                return


def _number(value: Value) -> float | None:
    if isinstance(value, Known) and isinstance(value.value, (int, float)):
        return float(value.value)
    found = interval(value)
    return found.low if found.constant else None


def divergence(terms: Sequence[ReducedTerm]) -> ReducedTerm | None:
    """The term of a Kullback-Leibler divergence from the normal distribution: a variance less its logarithm."""
    for variance in terms:
        for logarithm in terms:
            opposite = variance.factor * logarithm.factor < 0 and variance.reductions == logarithm.reductions
            if opposite and _is_logarithm(logarithm.core, variance.core):
                return variance
    return None


def _is_logarithm(logarithm: Tensor, of: Tensor) -> bool:
    if operation(of.operator) == "exp" and of.operands:
        return _same(of.operands[0], logarithm)
    if operation(logarithm.operator) != "log" or not logarithm.operands:
        return False
    inside = uncast(logarithm.operands[0])
    if isinstance(inside, Tensor) and operation(inside.operator) == "add":
        # A small number in it keeps it finite.
        inside = next((each for each in inside.operands if _number(each) is None), inside)
    return _same(inside, of)


def _same(first: Value, second: Value) -> bool:
    first, second = uncast(first), uncast(second)
    if not (isinstance(first, Tensor) and isinstance(second, Tensor)):
        return False
    if first.key == second.key != 0:
        return True
    roots = _squared(first), _squared(second)
    return roots[0] is not None and roots[1] is not None and _same(roots[0], roots[1])


def is_error(term: ReducedTerm) -> bool:
    """Whether a term measures how far two things are apart, number by number."""
    core = term.core
    if core.operator.rpartition(".")[2] in MEASURED or core.operator in DIFFERENCES:
        return len(core.operands) == 2
    apart = core.operands[0] if operation(core.operator) == "absolute" and core.operands else _squared(core)
    apart = None if apart is None else uncast(apart)
    return isinstance(apart, Tensor) and operation(apart.operator) == "subtract"


def _squared(value: Value) -> Value | None:
    """What this is the square of."""
    if not isinstance(value, Tensor) or not value.operands:
        return None
    raised = operation(value.operator) == "power" and value.operands[1:] in ((Known(2),), (Known(2.0),))
    return value.operands[0] if raised or operation(value.operator) == "square" else None

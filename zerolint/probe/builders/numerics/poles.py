"""Each operation with a pole that a cost is computed by is given it by something that the network can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import CONSTANT, Node, Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import programs
from zerolint.queries.loss_uses import POLES

Pole = tuple[float, int]
"""A number, and which operand of the operation it is."""


@builds("loss-is-not-finite")
def loss_is_not_finite(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each logarithm that a cost is computed by is infinite, or no number, for something that the network can give."""
    return _at_poles(facts, confirm, LOGARITHMS, "logarithms are not finite")


@builds("division-by-zero")
def division_by_zero(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each division that a cost is computed by is one by zero, for something that the network can give."""
    return _at_poles(facts, confirm, {"divide": (0.0, 1), "inverse": (0.0, 0)}, "divisors are 0")


@builds("root-of-zero")
def root_of_zero(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each root that a cost is computed by is one of zero or less, for something that the network can give."""
    return _at_poles(facts, confirm, {"root": (0.0, 0), "power": (0.0, 0)}, "numbers below the root are 0 or less")


@builds("rate-below-zero")
def rate_below_zero(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each Poisson loss takes the logarithm of a number below zero, for something that the network can give."""
    return _at_poles(facts, confirm, {"keras.losses.poisson": (-EPSILON, 1)}, "rates are below 0")


EPSILON = 1e-7
"""What Keras adds to a rate before it takes the logarithm."""
LOGARITHMS: Mapping[str, Pole] = {name: (pole, 0) for name, pole in POLES.items()}


def _at_poles(facts: Facts, confirm: Thresholds, poles: Mapping[str, Pole], word: str) -> Iterator[Subject]:
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        within = frozenset().union(*(recipe.below(each.node) for each in recipe.costs))
        found = {each: poles[recipe.nodes[each].operator] for each in sorted(within) if _pole(recipe, each, poles)}
        if not found:
            yield program.without("the cost holds no operation of this kind")
        for number in found:
            details = {"poles": {str(each): list(pole) for each, pole in found.items()}, "word": word}
            claim = Claim("not-finite", confirm, recipe, nodes=(number,), details=details, partly=program.reason)
            yield program.about(claim, number)


def _pole(recipe: Recipe, number: int, poles: Mapping[str, Pole]) -> bool:
    """Whether an operation has a pole; a power only where its exponent is a fraction."""
    node = recipe.nodes[number]
    return node.operator in poles and (node.operator != "power" or _fraction(recipe.nodes[node.of[1]]))


def _fraction(exponent: Node) -> bool:
    return exponent.operator == CONSTANT and 0 < float(exponent.arguments["value"]) < 1

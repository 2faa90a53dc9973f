"""Each logarithm that a cost is computed by is infinite, or no number, for something that the network can give."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import programs
from zerolint.queries.loss_uses import POLES


@builds("loss-is-not-finite")
def loss_is_not_finite(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each logarithm that a cost is computed by is infinite, or no number, for something that the network can give."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        within = frozenset().union(*(recipe.below(each.node) for each in recipe.costs))
        logarithms = [number for number in sorted(within) if recipe.nodes[number].operator in POLES]
        if not logarithms:
            yield program.without("the cost holds no logarithm")
        poles = {str(number): POLES[recipe.nodes[number].operator] for number in logarithms}
        for number in logarithms:
            details = {"poles": poles}
            claim = Claim("not-finite", confirm, recipe, nodes=(number,), details=details, partly=program.reason)
            yield program.about(claim, number)

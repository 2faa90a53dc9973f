"""Nothing of the cost is left by the weights of outputs, classes and rows, and by factors of zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import CONSTANT, Recipe
from zerolint.facts import Facts
from zerolint.facts.events import CostAdded
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_constant
from zerolint.probe.programs import programs


@builds("no-weight-moves")
def no_weight_moves(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Nothing of the cost is left by the weights of outputs, classes and rows, and by factors of zero."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        if facts.of(CostAdded) and not isinstance(program.event, CostAdded):
            yield program.without("layers add to the cost")
            continue
        fixed = _without_zeros(recipe)
        claim = Claim("weights-stand-still", confirm, recipe, fixed, "with 1 in their place", partly=program.reason)
        yield program.about(claim)


def _without_zeros(recipe: Recipe) -> Recipe:
    """Every weight and every factor that is zero as one."""
    fixed = replace(
        recipe,
        row_weights=(),
        costs=tuple(replace(each, weight=each.weight or 1.0) for each in recipe.costs),
    )
    factors = {each for node in recipe.nodes if node.operator == "multiply" for each in node.of}
    for number in factors:
        node = recipe.nodes[number]
        if node.operator == CONSTANT and node.arguments["value"] == 0:
            fixed = with_constant(fixed, number, 1.0)
    return fixed

"""The last activation of a network never comes to some of the targets that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Cost, Recipe
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.intervals import ANYTHING
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import Program, programs


@builds("targets-out-of-reach")
def targets_out_of_reach(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Targets in the range of the script's own lie outside of the range of the last activation."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        for cost in recipe.costs:
            yield _reach(program, recipe, cost, confirm)


def _reach(program: Program, recipe: Recipe, cost: Cost, confirm: Thresholds) -> Subject:
    if cost.prediction is None or cost.target is None:
        return program.without("it is trained by no loss of compile")
    head, target = recipe.nodes[cost.prediction], recipe.nodes[cost.target]
    reached = RANGES.get(head.operator, ANYTHING)
    if reached == ANYTHING:
        return program.without("its output ends in no activation")
    if target.arguments["encoding"] != "real" or target.arguments.get("numbers") != "uniform":
        return program.without("it is not known which numbers its targets are")
    linear = replace(head, operator="reshape", arguments={"shape": None})
    claim = Claim(
        "targets-out-of-reach",
        confirm,
        recipe,
        recipe.with_node(cost.prediction, linear),
        f"without the {head.operator}",
        (cost.prediction, cost.target),
        details={"range": [reached.low, reached.high]},
        partly=program.reason,
    )
    return program.about(claim, cost.prediction)

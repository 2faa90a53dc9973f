"""Lowering the cost leads the predictions away from their targets."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import TARGET, VARIABLE, Cost, Node, Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import Program, programs
from zerolint.probe.vocabulary import LAYERS

TRAINED = LAYERS | {VARIABLE}


@builds("errors-grow")
def errors_grow(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Lowering the cost leads the predictions away from their targets; lowering a squared error leads to them."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        yield from (_away(program, recipe, cost, confirm) for cost in recipe.costs)


def _away(program: Program, recipe: Recipe, cost: Cost, confirm: Thresholds) -> Subject:
    pair = next(iter(_compared(recipe, cost)), None)
    if pair is None:
        return program.without("it is not known what its cost compares")
    squared = recipe.with_node(cost.node, Node("keras.losses.mean_squared_error", pair))
    parts = (recipe, squared, "with mean_squared_error", pair, pair)
    return program.about(Claim("errors-grow", confirm, *parts, partly=program.reason), cost.node)


def _compared(recipe: Recipe, cost: Cost) -> Iterator[tuple[int, int]]:
    """A target and what is trained to meet it: as `compile` has them, else the two sides of a difference."""
    if cost.target is not None and cost.prediction is not None:
        yield cost.target, cost.prediction
        return
    for number in sorted(recipe.below(cost.node)):
        node = recipe.nodes[number]
        if node.operator == "subtract" and len(node.of) == 2:
            for target, answer in (node.of, node.of[::-1]):
                if _given(recipe, target) and _made_of(recipe, answer) & TRAINED:
                    yield target, answer


def _given(recipe: Recipe, number: int) -> bool:
    made = _made_of(recipe, number)
    return TARGET in made and not made & TRAINED


def _made_of(recipe: Recipe, number: int) -> set[str]:
    return {recipe.nodes[each].operator for each in recipe.below(number)}

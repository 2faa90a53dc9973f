"""A loss that applies the activation itself, behind a network that did, is not 0 for the surest right answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Cost, Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.cost.activations import PROBABILITIES
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import FixedRecipe
from zerolint.probe.programs import Program, programs
from zerolint.probe.vocabulary import LOSSES, is_loss


@builds("cost-has-a-floor")
def cost_has_a_floor(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """A loss that applies the activation itself, behind a network that did, is not 0 for the surest right answer."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        for cost in recipe.costs:
            yield _floor(program, recipe, cost, confirm)


def _floor(program: Program, recipe: Recipe, cost: Cost, confirm: Thresholds) -> Subject:
    losses = [each for each in sorted(recipe.below(cost.node)) if is_loss(recipe.nodes[each].operator)]
    if not losses:
        return program.without("its cost holds no loss function that applies a softmax or sigmoid itself")
    target, prediction = cost.target, cost.prediction
    if target is None or prediction is None:
        target, prediction = recipe.nodes[losses[-1]].of[:2]
    heads = [each for each in sorted(recipe.below(prediction)) if recipe.nodes[each].operator in PROBABILITIES]
    if not heads:
        return program.without("the network ends in no softmax or sigmoid")
    fixed = _applied_once(recipe, losses[-1], heads[-1])
    claim = Claim(
        "cost-has-a-floor",
        confirm,
        recipe,
        fixed.recipe,
        fixed.words,
        (*recipe.nodes[heads[-1]].of, target),
        (*recipe.nodes[heads[-1]].of, target),
        partly=program.reason,
    )
    return program.about(claim, losses[-1])


def _applied_once(recipe: Recipe, loss: int, head: int) -> FixedRecipe:
    """The loss of Keras that is told to expect probabilities; for one of tf.nn, the network without the activation."""
    node = recipe.nodes[loss]
    if node.operator in LOSSES:
        told = replace(node, arguments={**node.arguments, "from_logits": False})
        return FixedRecipe(recipe.with_node(loss, told), "with from_logits=False")
    passed = replace(recipe.nodes[head], operator="reshape", arguments={"shape": None})
    return FixedRecipe(recipe.with_node(head, passed), f"without the {recipe.nodes[head].operator} before it")

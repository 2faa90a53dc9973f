"""On class labels, a squared or absolute error behind a sigmoid or softmax has the weaker gradient."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_loss
from zerolint.probe.programs import Program, programs

REGRESSION = ("keras.losses.mean_squared_error", "keras.losses.mean_absolute_error")
CLASSES = ("binary", "one-hot", "integer")


@builds("slower-than-cross-entropy")
def slower_than_cross_entropy(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """On class labels, a squared or absolute error behind a sigmoid or softmax has the weaker gradient."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        yield from _regressions(program, recipe, confirm)


def _regressions(program: Program, recipe: Recipe, confirm: Thresholds) -> Iterator[Subject]:
    for cost in recipe.costs:
        if cost.prediction is None or cost.target is None or not _compares(recipe, cost.node):
            yield program.without("it is compared by no squared or absolute error of its own")
            continue
        head, target = recipe.nodes[cost.prediction].operator, recipe.nodes[cost.target]
        name = {"sigmoid": "binary_crossentropy", "softmax": "categorical_crossentropy"}.get(head)
        if name is None or target.arguments["encoding"] not in CLASSES:
            yield program.without("it is not shown that the targets are classes")
            continue
        fixed = with_loss(recipe, cost.node, name)
        claim = Claim("weaker-gradient", confirm, recipe, fixed.recipe, fixed.words, partly=program.reason)
        yield program.about(claim, cost.node)


def _compares(recipe: Recipe, number: int) -> bool:
    """Whether a loss is a squared or absolute error: one of Keras, or written by hand."""
    node = recipe.nodes[number]
    if node.operator in ("mean", "sum"):
        node = recipe.nodes[node.of[0]]
        if node.operator in ("square", "absolute"):
            return recipe.nodes[node.of[0]].operator == "subtract"
    return node.operator in REGRESSION

"""Claims that compare a loss with the one that fits: less is learnt, from a weaker gradient or clipped predictions."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.events import WeightsLoaded
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.claims import Claim, Subject
from zerolint.probe.mending import with_loss, with_random_kernels
from zerolint.probe.programs import Program, programs
from zerolint.probe.recipes import Recipe

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


@builds("kernels-stay-alike")
def kernels_stay_alike(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Weights that start as one number stay dead or alike; with the usual random ones they do not."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
        elif facts.of(WeightsLoaded):
            yield program.without("other weights are loaded")
        else:
            fixed = with_random_kernels(recipe)
            parts = (recipe, fixed.recipe, fixed.words)
            yield program.about(Claim("kernels-stay-alike", confirm, *parts, partly=program.reason))

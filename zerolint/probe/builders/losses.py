"""Claims that compare a loss with the one that fits: less is learnt, from a weaker gradient or clipped predictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.events import WeightsLoaded
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.claims import Claim, Subject
from zerolint.probe.mending import with_loss
from zerolint.probe.programs import Program, programs
from zerolint.probe.recipes import Node, Recipe

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
        loss = recipe.nodes[cost.node]
        if loss.operator not in REGRESSION or cost.prediction is None or cost.target is None:
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
            fixed = replace(recipe, nodes=tuple(map(_started_at_random, recipe.nodes)))
            words = "with random kernels"
            yield program.about(Claim("kernels-stay-alike", confirm, recipe, fixed, words, partly=program.reason))


def _started_at_random(node: Node) -> Node:
    arguments = {name: value for name, value in node.arguments.items() if name != "kernel_initializer"}
    if "start" in arguments and len(arguments["shape"]) > 1:
        arguments["start"] = None
    return replace(node, arguments=arguments)

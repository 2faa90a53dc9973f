"""Each output of a model gives more answers a row than there are labels; flattened before its head it does not."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Cost, Node, Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import Program, programs
from zerolint.probe.vocabulary import ACTIVATIONS, LOSSES

DENSE = "keras.layers.Dense"
FLATTEN = Node("keras.layers.Flatten")


@builds("output-has-more-axes-than-labels")
def output_has_more_axes_than_labels(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each output of a model gives more answers a row than there are labels; flattened before its head it does not."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None or not recipe.costs:
            yield program.without()
            continue
        for cost in recipe.costs:
            yield _positions(program, recipe, cost, confirm)


def _positions(program: Program, recipe: Recipe, cost: Cost, confirm: Thresholds) -> Subject:
    if cost.prediction is None or cost.target is None:
        return program.without("the loss is no loss of `compile` on an output")
    if recipe.nodes[cost.node].operator not in LOSSES:
        return program.without("the loss is one of the script's own")
    if not recipe.nodes[cost.target].arguments["known"]:
        return program.without("the shape of the labels is not known")
    head = cost.prediction
    while recipe.nodes[head].operator in ACTIVATIONS:
        (head, *_) = recipe.nodes[head].of
    fixed = recipe
    if recipe.nodes[head].operator == DENSE:
        (source,) = recipe.nodes[head].of
        fixed = recipe.behind(source, FLATTEN, frozenset({head}))
    words = "with Flatten in front of the last Dense"
    moved = fixed.costs[recipe.costs.index(cost)]
    fixed_nodes = (moved.prediction or 0, moved.target or 0)
    nodes = (cost.prediction, cost.target)
    claim = Claim("answers-for-positions", confirm, recipe, fixed, words, nodes, fixed_nodes, partly=program.reason)
    return program.about(claim, head)

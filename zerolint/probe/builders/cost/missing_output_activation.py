"""A cross-entropy of Keras that takes probabilities is given numbers outside of 0 to 1, and cuts them off."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.cost.activations import PROBABILITIES
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import FixedRecipe
from zerolint.probe.programs import Program, programs
from zerolint.probe.vocabulary import ACTIVATIONS, is_loss, labels_for


@builds("slower-than-from-logits")
def slower_than_from_logits(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """A cross-entropy of Keras that takes probabilities is given numbers outside of 0 to 1, and cuts them off."""
    for program in programs(facts):
        recipe = program.recipe
        nodes = recipe.nodes if recipe is not None else ()
        losses = [number for number, node in enumerate(nodes) if is_loss(node.operator)]
        losses = [each for each in losses if labels_for(nodes[each].operator) is not None]
        if recipe is None or not losses or not recipe.costs:
            yield program.without("" if recipe is None else "it is trained by no cross-entropy")
            continue
        for loss in losses:
            yield _cut_off(program, recipe, loss, confirm)


def _cut_off(program: Program, recipe: Recipe, loss: int, confirm: Thresholds) -> Subject:
    """Numbers that a loss or an activation cuts off: outside of 0 to 1 by the one, below 0 by the other."""
    scores = recipe.nodes[loss].of[1]
    if recipe.nodes[loss].operator in CROSS_ENTROPIES and recipe.nodes[loss].arguments.get("from_logits") is not True:
        fixed = _told(recipe, loss)
        details = {"cut": [0.0, 1.0]}
    elif recipe.nodes[scores].operator == "relu":
        linear = replace(recipe.nodes[scores], operator="reshape", arguments={"shape": None})
        fixed = FixedRecipe(recipe.with_node(scores, linear), "without the relu")
        details = {"cut": [0.0, math.inf]}
    else:
        return program.without("its cross-entropy takes logits, and it is given some")
    if fixed.recipe.nodes[scores] != recipe.nodes[scores]:
        (scores,) = recipe.nodes[scores].of
    parts = (recipe, fixed.recipe, fixed.words, (scores,))
    claim = Claim("clipped-predictions", confirm, *parts, details=details, partly=program.reason)
    return program.about(claim, loss)


CROSS_ENTROPIES = tuple(f"keras.losses.{name}_crossentropy" for name in ("binary", "categorical", "sparse_categorical"))


def _told(recipe: Recipe, loss: int) -> FixedRecipe:
    """The loss told that it gets raw numbers; an activation that gives no probabilities becomes one that does."""
    node = recipe.nodes[loss]
    head = recipe.nodes[node.of[1]]
    if head.operator in ACTIVATIONS - set(PROBABILITIES):
        right = "sigmoid" if "binary" in node.operator else "softmax"
        return FixedRecipe(recipe.with_node(node.of[1], replace(head, operator=right, arguments={})), f"with {right}")
    told = replace(node, arguments={**node.arguments, "from_logits": True})
    return FixedRecipe(recipe.with_node(loss, told), "with from_logits=True")

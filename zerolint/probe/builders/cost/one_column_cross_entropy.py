"""Each loss over classes is zero for every row; it is compared with the loss of one yes-or-no column."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Node, Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import FixedRecipe, with_loss
from zerolint.probe.programs import programs
from zerolint.probe.vocabulary import TF_LOSSES, is_loss


@builds("cost-is-zero")
def cost_is_zero(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each loss over classes is zero for every row; it is compared with the loss of one yes-or-no column."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None:
            yield program.without()
            continue
        for number, node in enumerate(recipe.nodes):
            if is_loss(node.operator):
                fixed = _of_one_column(recipe, number)
                claim = Claim(
                    "cost-is-zero",
                    confirm,
                    recipe,
                    fixed.recipe,
                    fixed.words,
                    (number,),
                    fixed.nodes,
                    partly=program.reason,
                )
                yield program.about(claim, number)


def _of_one_column(recipe: Recipe, node: int) -> FixedRecipe:
    """Binary cross-entropy in place of one between classes, on probabilities where the network gives some."""
    loss = recipe.nodes[node]
    if loss.operator in TF_LOSSES:
        sigmoid = Node("tf.nn.sigmoid_cross_entropy_with_logits", loss.of[:2])
        return FixedRecipe(recipe.with_node(node, sigmoid), "with sigmoid_cross_entropy_with_logits", (node,))
    given = recipe.nodes[loss.of[1]]
    fixed = recipe
    if given.operator == "softmax":
        fixed = fixed.with_node(loss.of[1], Node("sigmoid", given.of))
    raw = given.operator not in ("softmax", "sigmoid")
    return with_loss(fixed, node, "binary_crossentropy", from_logits=raw)

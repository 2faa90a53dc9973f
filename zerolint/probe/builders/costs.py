"""Claims about what is lowered: costs that are zero whatever the network gives, and costs of which nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.events import CostAdded
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.claims import Claim, Subject
from zerolint.probe.mending import Mended, with_constant, with_loss
from zerolint.probe.programs import programs
from zerolint.probe.recipes import CONSTANT, Node, Recipe
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


def _of_one_column(recipe: Recipe, node: int) -> Mended:
    """Binary cross-entropy in place of one between classes, on probabilities where the network gives some."""
    loss = recipe.nodes[node]
    if loss.operator in TF_LOSSES:
        sigmoid = Node("tf.nn.sigmoid_cross_entropy_with_logits", loss.of[:2])
        return Mended(recipe.with_node(node, sigmoid), "with sigmoid_cross_entropy_with_logits", (node,))
    given = recipe.nodes[loss.of[1]]
    mended = recipe
    if given.operator == "softmax":
        mended = mended.with_node(loss.of[1], Node("sigmoid", given.of))
    raw = given.operator not in ("softmax", "sigmoid")
    return with_loss(mended, node, "binary_crossentropy", from_logits=raw)


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
    mended = replace(
        recipe,
        row_weights=(),
        costs=tuple(replace(each, weight=each.weight or 1.0) for each in recipe.costs),
    )
    factors = {each for node in recipe.nodes if node.operator == "multiply" for each in node.of}
    for number in factors:
        node = recipe.nodes[number]
        if node.operator == CONSTANT and node.arguments["value"] == 0:
            mended = with_constant(mended, number, 1.0)
    return mended

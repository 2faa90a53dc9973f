"""A loss between classes is trained for probabilities that sum to 1; what the network predicts need not."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Node, Recipe
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import Program, programs
from zerolint.probe.vocabulary import is_loss, labels_for

SIGMOIDS = ("sigmoid", "hard_sigmoid")


@builds("probabilities-off-one")
def probabilities_off_one(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """The predictions behind a cross-entropy between classes do not sum to 1; those of a softmax do."""
    for program in programs(facts):
        recipe = program.recipe
        nodes = recipe.nodes if recipe is not None else ()
        losses = [number for number, node in enumerate(nodes) if is_loss(node.operator)]
        losses = [each for each in losses if labels_for(nodes[each].operator) in ("one-hot", "integer")]
        if recipe is None or not losses or not recipe.costs:
            yield program.without("" if recipe is None else "it is trained by no cross-entropy between classes")
            continue
        for loss in losses:
            yield _sums(program, recipe, loss, confirm)


def _sums(program: Program, recipe: Recipe, loss: int, confirm: Thresholds) -> Subject:
    head = recipe.nodes[loss].of[1]
    while recipe.nodes[head].operator == "reshape":
        (head,) = recipe.nodes[head].of
    if recipe.nodes[head].operator not in (*SIGMOIDS, "softmax"):
        return program.without("its predictions are made by no sigmoid or softmax")
    fixed = recipe.with_node(head, Node("softmax", recipe.nodes[head].of))
    claim = Claim(
        "probabilities-off-one", confirm, recipe, fixed, "with softmax", (head,), (head,), partly=program.reason
    )
    return program.about(claim, loss)

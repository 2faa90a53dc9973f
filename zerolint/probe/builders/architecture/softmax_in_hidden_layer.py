"""A softmax that a weight layer reads, or an output activation behind another, has the weaker gradient."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Node, Recipe
from zerolint.facts import Facts
from zerolint.facts.networks import LAYERS as WEIGHTED
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import programs
from zerolint.probe.vocabulary import ACTIVATIONS
from zerolint.queries.model_answers import model_answers

SQUASHING = ("softmax", "sigmoid", "tanh")


@builds("softmax-weakens")
def softmax_weakens(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """A softmax that a weight layer reads, or an output activation behind another, has the weaker gradient."""
    answers = model_answers(facts)
    for program in programs(facts):
        recipe = program.recipe
        final = {number for place, number in program.places.items() if place in answers}
        found = [each for each in _fixed(recipe) if each[0] not in final or _answers(recipe, each[0])] if recipe else []
        if recipe is None or not recipe.costs or not found:
            yield program.without("" if recipe is None else "no softmax is read by a layer with weights")
            continue
        for node, fixed, words in found:
            claim = Claim("weaker-gradient", confirm, recipe, fixed, words, partly=program.reason)
            yield program.about(claim, node)


def _fixed(recipe: Recipe) -> Iterator[tuple[int, Recipe, str]]:
    """Each activation that is in the wrong place, the recipe without it, and how that is told."""
    for number, node in enumerate(recipe.nodes):
        if node.operator not in ("softmax", "sigmoid"):
            continue
        below = node.of[0]
        while recipe.nodes[below].operator.endswith(("Dropout", "Reshape", "Flatten")):
            below = recipe.nodes[below].of[0]
        if recipe.nodes[below].operator in SQUASHING and _answers(recipe, number):
            same = Node("reshape", recipe.nodes[below].of, {"shape": None})
            yield number, recipe.with_node(below, same), f"without the {recipe.nodes[below].operator} before it"
        elif node.operator == "softmax" and number not in recipe.outputs and _read_by_weights(recipe, number):
            yield number, recipe.with_node(number, Node("relu", node.of)), "with relu"


def _answers(recipe: Recipe, number: int) -> bool:
    return number in recipe.outputs or any(number == cost.prediction for cost in recipe.costs)


def _read_by_weights(recipe: Recipe, number: int) -> bool:
    """Whether the only way up leads to a layer with weights and an offset."""
    each = number
    while True:
        readers = recipe.readers(each)
        if len(readers) != 1:
            return False
        (reader,) = readers
        node = recipe.nodes[reader]
        if len(node.of) != 1:
            return False
        if node.operator in WEIGHTED:
            return each != number or node.arguments.get("use_bias") is not False
        if node.operator in ACTIVATIONS:
            return False
        each = reader

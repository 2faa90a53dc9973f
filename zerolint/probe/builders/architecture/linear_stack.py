"""Weight layers in a row, each reading the one before it alone, do what one does; with relu between them more."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import CONSTANT, VARIABLE, Node, Recipe
from zerolint.facts import Facts
from zerolint.facts.networks import CONVOLUTIONS
from zerolint.facts.networks import LAYERS as WEIGHTED
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_random_kernels
from zerolint.probe.programs import programs
from zerolint.probe.vocabulary import ACTIVATIONS

RELU = Node("relu")


@builds("network-is-linear")
def network_is_linear(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Weight layers in a row, each reading the one before it alone, do what one does; with relu between them more."""
    for program in programs(facts):
        recipe = program.recipe
        # What was cut off may hold an activation.
        stacks = list(_stacks(recipe, whole=not program.reason)) if recipe is not None else []
        if recipe is None or not stacks:
            yield program.without("" if recipe is None else "no weight layers follow one another")
            continue
        for stack in stacks:
            *hidden, last = stack
            recipe = fixed = with_random_kernels(recipe).recipe
            for layer in reversed(hidden):
                fixed = fixed.behind(layer, RELU, fixed.readers(layer))
            source = recipe.nodes[stack[0]].of[0]
            moved = (layer + number for number, layer in enumerate(hidden))
            claim = Claim(
                "network-is-linear",
                confirm,
                recipe,
                fixed,
                "with relu between them",
                (source, last, *hidden),
                (source, last + len(hidden), *moved),
                partly=program.reason,
            )
            yield program.about(claim, stack[0])


def _stacks(recipe: Recipe, *, whole: bool) -> Iterator[tuple[int, ...]]:
    """The longest runs of weight layers, down to two where a network has no activation inside, else to three.

    Where a run holds a layer that is narrower than its ends, a part of it may still do the work of one. One linear
    layer among others is often meant: an embedding, a projection, the input of a gate, the parts of a convolution
    that is factorised.
    """
    weighted = [number for number, node in enumerate(recipe.nodes) if _weighted(recipe, node)]
    inside = recipe.below(weighted[-1]) if weighted else frozenset()
    idle = whole and not any(recipe.nodes[each].operator in ACTIVATIONS for each in inside)
    wanted = 2 if idle else 3
    for first in weighted:
        run = [first]
        while (following := _following(recipe, run[-1])) is not None:
            run.append(following)
        for length in range(len(run), wanted - 1, -1):
            factorised = any(_pointwise(recipe.nodes[each]) for each in run[: length - 1])
            if idle or not factorised:
                yield tuple(run[:length])


def _weighted(recipe: Recipe, node: Node) -> bool:
    multiplies = node.operator == "product" or node.operator in CONVOLUTIONS
    return node.operator in WEIGHTED or (multiplies and recipe.nodes[node.of[1]].operator == VARIABLE)


def _pointwise(node: Node) -> bool:
    size = node.arguments.get("kernel_size")
    return size == 1 or (isinstance(size, list) and 1 in size)


def _following(recipe: Recipe, layer: int) -> int | None:
    """The next weight layer on the only way up; None where ways part or meet, or where there is none."""
    each = layer
    while True:
        readers = recipe.readers(each)
        if len(readers) != 1:
            return None
        (reader,) = readers
        node = recipe.nodes[reader]
        others = [other for other in node.of if other != each]
        if any(recipe.nodes[other].operator not in (CONSTANT, VARIABLE) for other in others):
            return None
        if _weighted(recipe, node):
            return reader
        each = reader

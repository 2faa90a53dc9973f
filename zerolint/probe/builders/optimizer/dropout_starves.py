"""Dropout that leaves next to nothing keeps the cost from falling as it does with half of it dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import Node
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.programs import programs
from zerolint.queries.dropouts import dropouts
from zerolint.queries.trained_networks import trained_networks

STRONG, USUAL = 0.8, 0.5
ARGUMENTS = ("rate", "dropout")


@builds("dropout-starves")
def dropout_starves(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """With each strong dropout at one half, the cost falls further in as many steps."""
    known = [
        each
        for event, network in trained_networks(facts)
        for tensor in network.tensors.values()
        for each in dropouts(facts, tensor, event.labels)
        if each.rate >= STRONG
    ]
    for program in programs(facts):
        recipe = program.recipe
        strong = [each for each in known if each.tensor.place in program.places]
        if recipe is None or not recipe.costs or not strong or not any(map(_strong, recipe.nodes)):
            yield program.without("" if recipe is None else "no dropout is known to drop so much")
            continue
        fixed = replace(recipe, nodes=tuple(map(_halved, recipe.nodes)))
        claim = Claim("descends-less", confirm, recipe, fixed, f"at {USUAL:g}", partly=program.reason)
        at = frozenset(place for each in strong for place in (each.given.place, each.tensor.place))
        yield replace(program.about(claim), at=at, places=frozenset(program.places) | at)


def _strong(node: Node) -> bool:
    rates = [node.arguments.get(name) for name in ARGUMENTS]
    return any(isinstance(rate, (int, float)) and rate >= STRONG for rate in rates)


def _halved(node: Node) -> Node:
    if not _strong(node):
        return node
    return replace(node, arguments={**node.arguments, **{name: USUAL for name in ARGUMENTS if name in node.arguments}})

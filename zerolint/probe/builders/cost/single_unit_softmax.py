"""Each output and each softmax gives the same for every row; a softmax is compared with a sigmoid."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_sigmoid
from zerolint.probe.programs import programs


@builds("output-is-constant")
def output_is_constant(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each output and each softmax gives the same for every row; a softmax is compared with a sigmoid."""
    for program in programs(facts):
        recipe = program.recipe
        if recipe is None:
            yield program.without()
            continue
        softmax = [number for number, node in enumerate(recipe.nodes) if node.operator == "softmax"]
        for node in dict.fromkeys((*softmax, *recipe.outputs)):
            fixed = with_sigmoid(recipe, node) if node in softmax else None
            claim = Claim(
                "output-is-constant",
                confirm,
                recipe,
                fixed.recipe if fixed is not None else None,
                fixed.words if fixed is not None else "",
                (node,),
                fixed.nodes if fixed is not None else (),
                partly=program.reason,
            )
            yield program.about(claim, node)

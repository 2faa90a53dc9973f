"""Weights that start as one number stay dead or alike; with the usual random ones they do not."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import WeightsLoaded
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_random_kernels
from zerolint.probe.programs import programs


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
            fixed = with_random_kernels(recipe)
            parts = (recipe, fixed.recipe, fixed.words)
            yield program.about(Claim("kernels-stay-alike", confirm, *parts, partly=program.reason))

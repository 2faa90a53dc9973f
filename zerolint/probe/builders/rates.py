"""Claims about the step size: nothing moves, or the cost climbs."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted, OptimizerMade, WeightsLoaded
from zerolint.facts.values import SWEEP, alternatives
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.claims import Claim, Subject
from zerolint.probe.mending import with_usual_rate
from zerolint.probe.programs import Program, programs

TRAINED_BEFORE = "the weights were trained before, and then a small rate is usual"


@builds("weights-stand-still")
def weights_stand_still(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """At its rate training moves no kernel, or not the cost."""
    for program in programs(facts):
        if _fine_tunes(facts, program):
            yield program.without(TRAINED_BEFORE)
        else:
            yield _at_its_rate(facts, program, "weights-stand-still", confirm)


@builds("no-descent")
def no_descent(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """At a rate of zero no weight moves; below zero the cost climbs."""
    for program in programs(facts):
        rate = program.recipe.optimizer.rate if program.recipe and program.recipe.optimizer else None
        kind = "cost-climbs" if rate is not None and rate < 0 else "weights-stand-still"
        still = {"most_movement": confirm["most_weight_movement_at_zero"]}
        yield _at_its_rate(facts, program, kind, still if kind != "cost-climbs" else {})


@builds("loss-climbs")
def loss_climbs(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """At its rate the cost is higher after the training than before it, or no number."""
    for program in programs(facts):
        yield _at_its_rate(facts, program, "cost-climbs", confirm)


def _at_its_rate(facts: Facts, program: Program, kind: str, confirm: Thresholds) -> Subject:
    recipe = program.recipe
    if recipe is None or not recipe.costs:
        return program.without()
    if recipe.optimizer is None or recipe.optimizer.rate is None:
        return program.without(recipe.optimizer.unknown if recipe.optimizer else "the optimizer is not known")
    if _swept(facts, program):
        return program.without("it is one of the rates that the script tries")
    fixed = with_usual_rate(recipe)
    return program.about(Claim(kind, confirm, recipe, fixed.recipe, fixed.words, partly=program.reason))


def _swept(facts: Facts, program: Program) -> bool:
    """Whether a loop varies the rate."""
    return any(
        SWEEP in rate.marks
        for made in facts.of(OptimizerMade)
        if made.place in program.places
        for _, rate in alternatives(made.learning_rate)
    )


def _fine_tunes(facts: Facts, program: Program) -> bool:
    """Whether the weights come from elsewhere, or from an earlier phase of training."""
    event = program.event
    if facts.of(WeightsLoaded):
        return True
    return isinstance(event, Compiled) and any(
        fit.model == event.model and fit.order < event.order and not event.uncalled for fit in facts.of(Fitted)
    )

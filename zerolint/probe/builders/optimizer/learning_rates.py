"""Claims about the step size: nothing moves, or the cost climbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Claim, Subject
from zerolint.claims.recipe import DATA, TARGET, Cost, Node, Recipe
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted, OptimizerMade, WeightsLoaded
from zerolint.facts.places import Place
from zerolint.facts.values import SWEEP, Value, alternatives
from zerolint.probe.arguments import optimizer_of
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.fixed_recipes import with_usual_rate
from zerolint.probe.programs import Program, places_of_optimizer, programs
from zerolint.queries.learning_rates import THRESHOLDS

TRAINED_BEFORE = "the weights were trained before, and then a small rate is usual"


@builds("weights-stand-still")
def weights_stand_still(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """At its rate training moves no kernel, or not the cost."""
    for program in _trainings(facts):
        if _fine_tunes(facts, program):
            yield program.without(TRAINED_BEFORE)
        else:
            yield _at_its_rate(facts, program, "weights-stand-still", _as_said(program, confirm))


def _as_said(program: Program, confirm: Thresholds) -> Thresholds:
    """With the share of itself that the cost moves by at most, which the finding says of its optimizer."""
    made = program.recipe.optimizer if program.recipe is not None else None
    known = THRESHOLDS.get(made.name) if made is not None else None
    least = confirm["most_relative_loss_change"]
    return {**confirm, "most_relative_loss_change": max(least, known.moves) if known is not None else least}


@builds("no-descent")
def no_descent(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """At a rate of zero no weight moves; below zero the cost climbs."""
    for program in _trainings(facts):
        rate = program.recipe.optimizer.rate if program.recipe and program.recipe.optimizer else None
        kind = "cost-climbs" if rate is not None and rate < 0 else "weights-stand-still"
        still = {"most_movement": confirm["most_weight_movement_at_zero"]}
        yield _at_its_rate(facts, program, kind, still if kind != "cost-climbs" else {})


@builds("loss-climbs")
def loss_climbs(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """At its rate the cost is higher after the training than before it, or no number."""
    for program in _trainings(facts):
        yield _at_its_rate(facts, program, "cost-climbs", confirm)


def _trainings(facts: Facts) -> Iterator[Program]:
    """Every training; where the script's network is not in the file, its optimizer trains one of the probe's own."""
    seen: set[Place] = set()
    for program in programs(facts):
        seen |= set(program.places)
        if program.recipe is None and isinstance(program.event, Compiled):
            program = _on_own_network(facts, program, program.event.optimizer)
        yield program
    for made in facts.of(OptimizerMade):
        if made.place not in seen:
            places = dict.fromkeys(places_of_optimizer(facts, made.optimizer))
            yield _on_own_network(facts, Program(made, places), made.optimizer)


def _on_own_network(facts: Facts, program: Program, optimizer: Value) -> Program:
    recipe = replace(OWN_NETWORK, optimizer=optimizer_of(facts, optimizer, program.event.labels))
    return replace(program, recipe=recipe, reason=OWN)


OWN = "on a network of the probe's own, since the script's is not in this file"
OWN_NETWORK = Recipe(
    nodes=(
        Node(DATA, arguments={"shape": [4], "numbers": "normal"}),
        Node("keras.layers.Dense", (0,), {"units": 16}),
        Node("relu", (1,)),
        Node("keras.layers.Dense", (2,), {"units": 1}),
        Node(TARGET, arguments={"encoding": "real", "classes": 2, "shape": [1]}),
        Node("keras.losses.mean_squared_error", (4, 3)),
    ),
    outputs=(3,),
    costs=(Cost(5, target=4, prediction=3),),
)


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

"""Step size: how far one update can move a weight, relative to what float32 resolves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.context import certainty_of
from zerolint.detectors.moving import applied_by, compared, compiled_with, handed_elsewhere, raw_numbers
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.remedies import random_weights
from zerolint.detectors.symmetry import stuck
from zerolint.detectors.trained import trained_networks
from zerolint.facts import Facts
from zerolint.facts.costs import GRADIENT
from zerolint.facts.events import (
    Bound,
    Compiled,
    Evaluated,
    Fitted,
    HandedOver,
    LearningRateChanged,
    OptimizerMade,
    WeightsLoaded,
)
from zerolint.facts.graphs import ancestors
from zerolint.facts.networks import Network
from zerolint.facts.objectives import Loss
from zerolint.facts.operations import OPERATIONS
from zerolint.facts.paths import certain
from zerolint.facts.places import Step
from zerolint.facts.rates import usual_rate
from zerolint.facts.values import OVERRIDABLE, SWEEP, Known, Tensor, Unknown, Value, likely
from zerolint.finding import Certainty, Hit, Severity


class Thresholds(NamedTuple):
    """Learning rates, measured in float32: below `dead` no kernel moves, below `useless` the cost hardly does.

    Above `wild` the cost climbs or jumps instead of settling. `moves` is the share of itself that the cost moves by at
    most, in 200 steps at a rate of `useless`, on rows of usual size.
    """

    dead: float
    useless: float
    wild: float = math.inf
    moves: float = 1e-3


ADAPTIVE = Thresholds(1e-9, 1e-7, 0.5)
THRESHOLDS = {
    "SGD": Thresholds(1e-8, 1e-5, 10.0, 0.01),
    "Adam": ADAPTIVE,
    "AdamW": ADAPTIVE,
    "Nadam": ADAPTIVE,
    "Adamax": Thresholds(1e-9, 1e-7, 1.0),
    "RMSprop": Thresholds(1e-9, 1e-7, 0.1),
    "Lion": Thresholds(1e-9, 1e-7, 0.03),
    "Muon": ADAPTIVE,
    "Lamb": Thresholds(1e-9, 1e-7),
    "Adagrad": Thresholds(1e-8, 1e-5, 10.0, 0.01),
    "Adadelta": Thresholds(1e-6, 1.5e-3, moves=0.1),
    "Adafactor": Thresholds(1e-8, 1e-6),
}
"""200 steps of batch 64 on a small dense network, TensorFlow 2.21; Ftrl never freezes and has a rule of its own."""

MOMENTUM = Thresholds(1e-9, 1e-6, 1.0, 0.01)
GRADIENT_BOUND = {"SGD": 1.0, "Adagrad": 1.0}
"""What is too much for these under mean squared error, whose gradient grows with the error."""
WITHOUT_HIDDEN_LAYER = dict.fromkeys(("Adam", "AdamW", "Nadam", "Adamax"), 10.0)
"""What these settle at with one layer, whose cost has one minimum: 150 steps of 640 rows, in batches or all at once."""
NORMALISING = frozenset(
    """
    keras.layers.BatchNormalization keras.layers.LayerNormalization keras.layers.GroupNormalization
    tf.layers.batch_normalization tf.nn.batch_normalization tf.nn.fused_batch_norm tf.contrib.layers.batch_norm
    keras.applications
    """.split()
)
"""Layers behind which the scale of the weights no longer matters; most published networks hold some."""


@detects("ZL301")
def rounded_away_learning_rate(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate so small that float32 rounds its updates away, or that nothing is learnt."""
    for event, rate in _rates(facts):
        thresholds = _thresholds(event, options)
        if _other_default(facts, event, rate):
            continue
        if thresholds is None or not 0 < rate.value < thresholds.useless:
            continue
        dead = rate.value < thresholds.dead
        yield Hit(
            at=rate.place,
            data={
                "rate": f"{rate.value:g}",
                "optimizer": event.name,
                "effect": _effect(thresholds, dead, _scales(facts, event), options),
                "usual": str(usual_rate(event.name)),
            },
            because=(*_because(event, rate), *_elsewhere(handed_elsewhere(facts, event))),
            severity=_severity(facts, event, rate, dead, bool(options.get("threshold"))),
            certainty=_certainty(event, rate),
        )


@detects("ZL302")
def non_positive_learning_rate(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate of zero trains nothing; a negative one climbs the cost."""
    for event, rate in _rates(facts):
        if rate.value > 0 or (rate.value < 0 and _follows_gradients(facts, event)):
            continue
        effect = "no weight moves" if rate.value == 0 else "every step climbs the cost instead of descending"
        elsewhere = handed_elsewhere(facts, event)
        yield Hit(
            at=rate.place,
            data={
                "rate": f"{rate.value:g}",
                "optimizer": event.name,
                "effect": effect,
                "usual": str(usual_rate(event.name)),
            },
            because=(*_because(event, rate), *_elsewhere(elsewhere)),
            severity="info" if SWEEP in rate.marks else "warning" if elsewhere else None,
            certainty=_certainty(event, rate),
        )


def _follows_gradients(facts: Facts, event: OptimizerMade) -> bool:
    """Whether another gradient says which way is down: a policy climbs what its critic's gradient points to."""
    moved = [each.loss for each in applied_by(facts, event)]
    products = [each for each in moved if isinstance(each, Tensor) and OPERATIONS.get(each.operator) == "multiply"]
    return any(each.operator == GRADIENT for product in products for each in _tensors([*product.operands[1:]]))


@detects("ZL317")
def exploding_learning_rate(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate so large that each step overshoots by more than the last one gained."""
    most = options.get("threshold")
    chosen = isinstance(most, (int, float)) and most > 0
    for event, rate in _rates(facts):
        wild = float(most) if isinstance(most, (int, float)) and chosen else _wild(facts, event, rate)
        if wild is None or rate.value <= wild or (handed_elsewhere(facts, event) and not chosen):
            continue
        calmed = event.tempered or SWEEP in rate.marks or _bears_it(facts, event)
        yield Hit(
            at=rate.place,
            data={
                "rate": f"{rate.value:g}",
                "optimizer": event.name,
                "most": f"{wild:g}",
                "usual": str(usual_rate(event.name)),
            },
            because=_because(event, rate),
            severity="info" if calmed and not chosen else None,
            certainty=_certainty(event, rate),
        )


@detects("ZL308")
def identical_initial_weights(facts: Facts, options: Options) -> Iterator[Hit]:
    """A hidden layer whose weights start as one number, where that keeps its units dead or equal for good."""
    if facts.of(WeightsLoaded):
        return
    for event, network in trained_networks(facts):
        found = stuck(network)
        if found is None or found.layer.kernel is None:
            continue
        start = found.layer.kernel
        steps = [Step(found.layer.tensor.place, "this hidden layer starts with it")]
        if found.next is not None and found.next.kernel is not None:
            steps.append(
                Step(found.next.kernel.place, f"the next kernel starts with {found.next.kernel.value:g} throughout")
            )
        yield Hit(
            at=start.place if start.place >= 0 else found.layer.tensor.place,
            data={"start": f"{start.value:g}", "effect": found.effect},
            because=tuple(step for step in steps if step.place >= 0),
            severity=found.severity,
            certainty=certainty_of(event, start),
            remedies=random_weights(found),
        )


def _rates(facts: Facts) -> Iterator[tuple[OptimizerMade, Known]]:
    """Each optimizer with each learning rate that it may train with.

    A rate that is set later replaces the first one; what may be any optimizer's, or any
    number, leaves nothing to say.
    """
    changes = facts.of(LearningRateChanged)
    if any(change.optimizer is None for change in changes):
        return
    for event in facts.of(OptimizerMade):
        if _only_asks(facts, event):
            continue
        later = [change.learning_rate for change in changes if change.optimizer == event.optimizer]
        for _, rate in likely(later[-1] if later else event.learning_rate, event.labels):
            if isinstance(rate, Known) and type(rate.value) in (int, float) and rate.value == rate.value:
                yield event, rate


def _only_asks(facts: Facts, event: OptimizerMade) -> bool:
    """Whether the optimizer was made because `evaluate` asks for a compile: its models are never fitted."""
    models = [each.model for each in compiled_with(facts, event)]
    fitted = [each.model for each in facts.of(Fitted)]
    asked = [each.model for each in facts.of(Evaluated)]
    return (
        bool(models) and not applied_by(facts, event) and all(each in asked and each not in fitted for each in models)
    )


def _thresholds(event: OptimizerMade, options: Options) -> Thresholds | None:
    least = options.get("threshold")
    if isinstance(least, (int, float)) and least > 0:
        return Thresholds(0.0, float(least))
    moving = isinstance(event.momentum, Known) and isinstance(event.momentum.value, float) and event.momentum.value > 0
    return MOMENTUM if event.name == "SGD" and moving else THRESHOLDS.get(event.name)


def _wild(facts: Facts, event: OptimizerMade, rate: Known) -> float | None:
    """The largest rate that was seen to settle with this optimizer and the costs and layers it trains.

    None where it moves no weights of layers: that may be an image that is painted, whose numbers go to 255.
    """
    thresholds = _thresholds(event, {})
    if thresholds is None:
        return None
    squared = any(isinstance(loss, Loss) and loss.name == "mean_squared_error" for loss in _losses(facts, event))
    wild = GRADIENT_BOUND.get(event.name, thresholds.wild) if squared else thresholds.wild
    if rate.value <= wild:
        return wild
    compiled, roots = _trained(facts, event)
    layers = Network(tuple(roots)).layers
    if roots and not compiled and not layers:
        return None
    alone = len(layers) == 1 and not _hidden(_tensors(roots))
    return max(wild, WITHOUT_HIDDEN_LAYER.get(event.name, wild)) if alone else wild


def _bears_it(facts: Facts, event: OptimizerMade) -> bool:
    """Whether what it moves bears large rates, or is not known well enough to say that it doesn't.

    Networks whose layers rescale themselves bear them with every optimizer. What is unknown gets the benefit
    of the doubt with SGD, whose step is the rate times a gradient that is not known either.
    """
    compiled, roots = _trained(facts, event)
    if not roots and not compiled:
        roots = [bound.value for bound in facts.of(Bound)]
    tensors = _tensors(roots)
    if any(each.operator in NORMALISING for each in tensors):
        return True
    return bool(compiled) and event.name == "SGD" and (not tensors or _hidden(tensors))


def _trained(facts: Facts, event: OptimizerMade) -> tuple[list[Compiled], list[Value]]:
    """The models that it was compiled with; their outputs, and the costs whose gradients it was given."""
    compiled = compiled_with(facts, event)
    applied = [each.loss for each in applied_by(facts, event)]
    return compiled, [output for each in compiled for output in each.outputs] + applied


def _tensors(roots: list[Value]) -> list[Tensor]:
    return [tensor for root in roots for tensor in ancestors(root)]


def _hidden(tensors: list[Tensor]) -> bool:
    """Whether a part of the network is not known."""
    return any(isinstance(part, Unknown) for each in tensors for part in each.operands)


def _losses(facts: Facts, event: OptimizerMade) -> list[Value]:
    """The costs that this optimizer was compiled with."""
    return [loss for each in compiled_with(facts, event) for loss in each.losses]


def _other_default(facts: Facts, event: OptimizerMade, rate: Known) -> bool:
    """Whether the rate is a default that the Keras of this script does not have.

    Keras on its own, before it moved into TensorFlow, gave Adadelta a rate of 1.0; the tables hold today's 0.001.
    """
    alone = any(name.partition(".")[0] == "keras" for name in facts.imports)
    return event.name == "Adadelta" and _by_default(event, rate) and alone and facts.keras < 3


def _by_default(event: OptimizerMade, rate: Known) -> bool:
    """Whether nobody wrote the rate down."""
    return rate.place == event.place


def _effect(thresholds: Thresholds, dead: bool, scales: bool, options: Options) -> str:
    if options.get("threshold"):
        return f"the settings ask for at least {options['threshold']:g}"
    effect = f"in 200 steps the loss moves by less than {100 * thresholds.moves:g} %"
    if dead:
        effect = "float32 rounds its updates away"
    if scales:
        return f"{effect}, unless inputs or targets are so large that the gradients are huge"
    return f"{effect}, so the loss stays at its initial value" if dead else effect


def _severity(facts: Facts, event: OptimizerMade, rate: Known, dead: bool, chosen: bool) -> Severity:
    """Small rates are right for weights that were trained before, in a sweep, and for steep costs.

    What SGD moves is the rate times the gradient: on unscaled regression targets a rate of 1e-6
    may be what keeps it from diverging, so only a cost of bounded gradient makes it a warning,
    or a threshold that was chosen for these scripts. On numbers as a file holds them, any rate may be right.
    A comparison of optimizers shows what their default rates do.
    """
    if SWEEP in rate.marks or _fine_tunes(facts, event) or (_by_default(event, rate) and compared(facts, event)):
        return "info"
    if _scales(facts, event) and not chosen:
        return "warning" if dead and raw_numbers(facts, event) is None else "info"
    if handed_elsewhere(facts, event) is not None:
        return "warning" if dead else "info"
    return "error" if dead else "warning"


def _scales(facts: Facts, event: OptimizerMade) -> bool:
    """Whether a step grows with the scale of the data: that of SGD, but for a cost whose gradient is bounded."""
    losses = _losses(facts, event)
    bounded = bool(losses) and all(isinstance(loss, Loss) and "crossentropy" in loss.name for loss in losses)
    return event.name == "SGD" and not bounded


def _fine_tunes(facts: Facts, event: OptimizerMade) -> bool:
    if facts.of(WeightsLoaded):
        return True
    compiled = compiled_with(facts, event)
    return any(
        fit.model == each.model and fit.order < each.order and not each.uncalled
        for each in compiled
        for fit in facts.of(Fitted)
    )


def _certainty(event: OptimizerMade, rate: Known) -> Certainty:
    return "proven" if certain(event.labels) and OVERRIDABLE not in rate.marks else "likely"


def _elsewhere(handed: HandedOver | None) -> tuple[Step, ...]:
    if handed is None:
        return ()
    return (Step(handed.place, f"{handed.to or 'other code'} gets the optimizer, and what it moves is not known"),)


def _because(event: OptimizerMade, rate: Known) -> tuple[Step, ...]:
    if _by_default(event, rate):
        return (Step(event.place, f"this is the default rate of {event.name} in today's Keras"),)
    return (Step(event.place, f"{event.name} takes it as its learning rate"),)

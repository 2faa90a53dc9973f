"""ZL317: a learning rate so large that its steps overshoot: the loss climbs, jumps or becomes NaN."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.optimizer.learning_rates import (
    learning_rates,
    losses_of,
    rate_certainty,
    rate_reasons,
    tensors_of,
    thresholds_for,
)
from zerolint.detectors.optimizer.moved_weights import applied_by, compiled_with, handed_elsewhere
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import GRADIENT
from zerolint.facts.events import Bound, Compiled, GradientApplied, OptimizerMade
from zerolint.facts.graphs import ancestors
from zerolint.facts.networks import Network
from zerolint.facts.objectives import Loss
from zerolint.facts.rates import usual_rate
from zerolint.facts.values import SWEEP, Known, Tensor, Unknown, Value, ordinary_alternatives
from zerolint.findings.finding import Hit

GRADIENT_BOUND = {"SGD": 1.0, "Adagrad": 1.0}
"""What is too much for these under mean squared error of one number, whose gradient grows with the error."""
MOST_AVERAGED = 3
"""Mean squared error is an average over a row's numbers: with three of them, SGD settled at three times the rate."""
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


@detects("ZL317")
def exploding_learning_rate(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate so large that each step overshoots by more than the last one gained."""
    most = options.get("threshold")
    chosen = isinstance(most, (int, float)) and most > 0
    for event, rate in learning_rates(facts):
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
            because=rate_reasons(event, rate),
            severity="info" if calmed and not chosen else None,
            certainty=rate_certainty(event, rate),
        )


def _wild(facts: Facts, event: OptimizerMade, rate: Known) -> float | None:
    """The largest rate that was seen to settle with this optimizer and the costs and layers it trains.

    None where it moves no weights of layers: that may be an image that is painted, whose numbers go to 255.
    """
    thresholds = thresholds_for(event, {})
    if thresholds is None:
        return None
    squared = any(isinstance(loss, Loss) and loss.name == "mean_squared_error" for loss in losses_of(facts, event))
    wild = GRADIENT_BOUND.get(event.name, thresholds.wild) if squared else thresholds.wild
    if squared and event.name == "SGD":
        wild *= min(_averaged(facts, event), MOST_AVERAGED)
    if rate.value <= wild:
        return wild
    compiled, roots = _trained(facts, event)
    layers = Network(tuple(roots)).layers
    if roots and not compiled and not layers:
        return None
    alone = len(layers) == 1 and not _hidden(tensors_of(roots))
    return max(wild, WITHOUT_HIDDEN_LAYER.get(event.name, wild)) if alone else wild


def _averaged(facts: Facts, event: OptimizerMade) -> int:
    """How many numbers an answer has that the optimizer's models give; 1 where that is not known."""
    outputs = [output for each in compiled_with(facts, event) for output in each.outputs]
    sizes = [each.dimension(-1) if isinstance(each, Tensor) else None for each in outputs]
    known = [each.value for each in sizes if isinstance(each, Known) and isinstance(each.value, int)]
    return min(known) if known and len(known) == len(outputs) else 1


def _bears_it(facts: Facts, event: OptimizerMade) -> bool:
    """Whether what it moves bears large rates, or is not known well enough to say that it doesn't.

    Networks whose layers rescale themselves bear them with every optimizer. What is unknown gets the benefit
    of the doubt with SGD, whose step is the rate times a gradient that is not known either.
    """
    compiled, roots = _trained(facts, event)
    if not roots and not compiled:
        roots = [bound.value for bound in facts.of(Bound)]
    tensors = tensors_of(roots)
    if any(each.operator in NORMALISING for each in tensors):
        return True
    if event.name == "SGD" and any(map(_reworked, applied_by(facts, event))):
        return True
    return bool(compiled) and event.name == "SGD" and (not tensors or _hidden(tensors))


def _reworked(applied: GradientApplied) -> bool:
    """Whether an optimizer is given something else than the gradient of a loss, as one that the script clips itself."""
    plain = GRADIENT, "item", "slice"
    return any(
        not isinstance(each, Tensor) or any(part.operator not in plain for part in ancestors(each, _is_gradient))
        for given in applied.gradients
        for _, each in ordinary_alternatives(given)
    )


def _is_gradient(value: Tensor) -> bool:
    return value.operator == GRADIENT


def _trained(facts: Facts, event: OptimizerMade) -> tuple[list[Compiled], list[Value]]:
    """The models that it was compiled with; their outputs, and the costs whose gradients it was given."""
    compiled = compiled_with(facts, event)
    applied = [each.loss for each in applied_by(facts, event)]
    return compiled, [output for each in compiled for output in each.outputs] + applied


def _hidden(tensors: list[Tensor]) -> bool:
    """Whether a part of the network is not known."""
    return any(isinstance(part, Unknown) for each in tensors for part in each.operands)

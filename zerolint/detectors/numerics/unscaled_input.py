"""ZL408: inputs so large that the first steps of an optimizer overshoot: the loss explodes, or units die."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.activations import RANGES
from zerolint.facts.events import LearningRateChanged, OptimizerMade, WeightsLoaded
from zerolint.facts.linearity import FLAT_AT_ZERO
from zerolint.facts.objectives import Loss
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence
from zerolint.facts.values import SWEEP, Known, Object, Tensor
from zerolint.findings.finding import Hit, Severity
from zerolint.queries.certainty import certainty_of
from zerolint.queries.raw_inputs import RawInput, raw_inputs

DYING = 0.01
"""From this rate of SGD on, pixels from 0 to 255 kill the relu units of a small network in the first epoch."""
OVERSHOT = 2.0
"""Rate times mean square of an input beyond which steps along it grow, whatever the momentum: without one it is 1."""
WILD = 1.0
"""Beyond this the rate is too large for squared errors whatever the inputs, which is another rule's to say."""
ADAPTIVE = frozenset("Adam AdamW Nadam Adamax RMSprop".split())
EXPLODES = "each step overshoots by more, and the loss grows to NaN"
DIES = "the first steps leave relu units at 0 for good, and the loss stays"
SLOW = "the loss starts high, and falls more slowly than from inputs between 0 and 1"
DIVIDE = "divide by 255, or put a `Rescaling(1 / 255)` in front"
STANDARDISE = "standardise the columns by the mean and deviation of the training rows"


@detects("ZL408")
def unscaled_input(facts: Facts, options: Options) -> Iterator[Hit]:
    """Pixels from 0 to 255, or numbers far from 1, that reach the first layer as they are."""
    if facts.of(WeightsLoaded):
        return
    changed = [each.optimizer for each in facts.of(LearningRateChanged)]
    for raw in raw_inputs(facts):
        made = _optimizer(facts, raw)
        if made is None or made.tempered or made.optimizer in changed or None in changed:
            continue
        effect = _effect(raw, made)
        if effect and SWEEP not in made.learning_rate.marks:
            yield _hit(raw, made, effect)


def _optimizer(facts: Facts, raw: RawInput) -> OptimizerMade | None:
    fit = raw.fit
    used = fit.gradient.optimizer if fit.gradient else fit.compiled.optimizer if fit.compiled else None
    return next((each for each in facts.of(OptimizerMade) if isinstance(used, Object) and each.optimizer == used), None)


def _effect(raw: RawInput, made: OptimizerMade) -> str:
    """What training shows, as far as it was measured."""
    if made.name in ADAPTIVE and raw.pixels:
        return SLOW
    rate = made.learning_rate
    if made.name != "SGD" or not isinstance(rate, Known) or type(rate.value) not in (int, float):
        return ""
    tensors = raw.network.tensors.values()
    relu = any(each.operator in FLAT_AT_ZERO for each in tensors)
    bent = any(each.operator in RANGES for each in tensors)
    if not bent and _fits_a_line(raw) and OVERSHOT / raw.square < rate.value <= WILD:
        return EXPLODES
    return DIES if raw.pixels and relu and rate.value >= DYING else ""


def _fits_a_line(raw: RawInput) -> bool:
    """Whether one number is computed by one layer, and its squared error is averaged."""
    layers = list(raw.network.layers.values())
    return len(layers) == 1 and layers[0].width == Known(1) and _is_squared(raw)


def _is_squared(raw: RawInput) -> bool:
    """Whether the cost is the mean of squared errors."""
    fit = raw.fit
    if fit.gradient is None:
        losses = fit.compiled.losses if fit.compiled is not None else ()
        return len(losses) == 1 and isinstance(losses[0], Loss) and losses[0].name == "mean_squared_error"
    cost = fit.gradient.loss
    if not isinstance(cost, Tensor) or cost.operator.endswith("mean_squared_error"):
        return isinstance(cost, Tensor)
    inner = cost.operands[0] if operation(cost.operator) == "mean" and cost.operands else None
    return isinstance(inner, Tensor) and (
        operation(inner.operator) == "square"
        or (operation(inner.operator) == "power" and inner.operands[1:] == (Known(2),))
    )


def _hit(raw: RawInput, made: OptimizerMade, effect: str) -> Hit:
    rate = made.learning_rate.place
    what = "pixels from 0 to 255" if raw.pixels else f"as large as {math.sqrt(raw.square):.3g}"
    severity: Severity = "info" if effect == SLOW else "error" if effect == EXPLODES else "warning"
    because = [Evidence(raw.x.place, "this is what the model is fitted on, as it was read")] if raw.x.place >= 0 else []
    if made.place >= 0 and effect != EXPLODES:
        because.append(Evidence(made.place, f"{made.name} takes steps that are made for inputs near 1"))
    if effect == EXPLODES:
        because.append(Evidence(raw.fit.place, "the model is fitted on them here"))
    return Hit(
        at=rate if effect == EXPLODES and rate >= 0 else raw.fit.place,
        data={"what": what, "effect": effect, "instead": DIVIDE if raw.pixels else STANDARDISE},
        because=tuple(because),
        severity=severity,
        certainty=certainty_of(raw.fit, made.learning_rate),
    )

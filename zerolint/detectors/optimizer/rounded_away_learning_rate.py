"""ZL301: a learning rate so small that float32 rounds its updates away, or that nothing is learnt."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.optimizer.learning_rates import (
    handed_over_reasons,
    is_default_rate,
    learning_rates,
    losses_of,
    rate_certainty,
    rate_reasons,
    thresholds_for,
)
from zerolint.detectors.optimizer.moved_weights import compared, compiled_with, handed_elsewhere, raw_numbers
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted, OptimizerMade, WeightsLoaded
from zerolint.facts.objectives import Loss
from zerolint.facts.rates import usual_rate
from zerolint.facts.values import SWEEP, Known
from zerolint.findings.finding import Hit, Severity
from zerolint.queries.learning_rates import Thresholds


@detects("ZL301")
def rounded_away_learning_rate(facts: Facts, options: Options) -> Iterator[Hit]:
    """A learning rate so small that float32 rounds its updates away, or that nothing is learnt."""
    for event, rate in learning_rates(facts):
        thresholds = thresholds_for(event, options)
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
            because=(*rate_reasons(event, rate), *handed_over_reasons(handed_elsewhere(facts, event))),
            severity=_severity(facts, event, rate, dead, bool(options.get("threshold"))),
            certainty=rate_certainty(event, rate),
        )


def _other_default(facts: Facts, event: OptimizerMade, rate: Known) -> bool:
    """Whether the rate is a default that the Keras of this script does not have.

    Keras on its own, before it moved into TensorFlow, gave Adadelta a rate of 1.0; the tables hold today's 0.001.
    """
    alone = any(name.partition(".")[0] == "keras" for name in facts.imports)
    return event.name == "Adadelta" and is_default_rate(event, rate) and alone and facts.keras < 3


def _effect(thresholds: Thresholds, dead: bool, scales: bool, options: Options) -> str:
    if options.get("threshold"):
        return f"the settings ask for at least {options['threshold']:g}"
    effect = f"in 200 steps the loss moves by less than {100 * thresholds.moves:g} %"
    if dead:
        effect = "float32 rounds its updates away"
    if scales:
        return f"{effect}, unless the gradients are huge"
    return f"{effect}, so the loss stays at its initial value" if dead else effect


def _severity(facts: Facts, event: OptimizerMade, rate: Known, dead: bool, chosen: bool) -> Severity:
    """Small rates are right for weights that were trained before, in a sweep, and for steep costs.

    What SGD moves is the rate times the gradient: on unscaled regression targets a rate of 1e-6
    may be what keeps it from diverging, so only a cost of bounded gradient makes it a warning,
    or a threshold that was chosen for these scripts. On numbers as a file holds them, any rate may be right.
    A comparison of optimizers shows what their default rates do.
    """
    if SWEEP in rate.marks or _fine_tunes(facts, event) or (is_default_rate(event, rate) and compared(facts, event)):
        return "info"
    if _scales(facts, event) and not chosen:
        return "warning" if dead and raw_numbers(facts, event) is None else "info"
    if handed_elsewhere(facts, event) is not None:
        return "warning" if dead else "info"
    return "error" if dead else "warning"


def _scales(facts: Facts, event: OptimizerMade) -> bool:
    """Whether a step grows with the scale of the data: that of SGD, but for a cost whose gradient is bounded."""
    losses = losses_of(facts, event)
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

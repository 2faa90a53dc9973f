"""ZL306: gradients are computed and dropped: nothing moves the weights along them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zerolint.detectors.optimizer.moved_weights import applied_by, compiled_with
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import GradientTaken, HandedOn, HandedOver, OptimizerMade, VariablesShared
from zerolint.facts.places import Code, Evidence
from zerolint.facts.values import Known
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.gradients import differentiated_by, reaches_something

KEPT_BY = ("Checkpoint", "CheckpointManager")
"""What stores an optimizer, and moves nothing with it."""


@detects("ZL306")
def gradient_never_applied(facts: Facts, options: Options) -> Iterator[Hit]:
    """Gradients are computed and dropped: nothing moves the weights along them."""
    if facts.exhausted:
        return
    idle = [made for made in facts.of(OptimizerMade) if _idle(facts, made)]
    times = Counter(taken.place for taken in facts.of(GradientTaken))
    for taken in facts.of(GradientTaken):
        deferred = taken.gradient.attribute("deferred") == Known(True)
        again = taken.repeated or taken.uncalled or taken.in_step or deferred or times[taken.place] > 1
        if not again or differentiated_by(taken) is None or reaches_something(facts, taken):
            # One that is taken once is there to be looked at.
            continue
        reason = _meant_to_train(taken, idle)
        if reason is not None:
            yield Hit(
                at=taken.place,
                data={"variables": Code(taken.variables.place) if taken.variables.place >= 0 else "the weights"},
                because=(reason,),
                certainty=certainty_of(taken),
            )


def _meant_to_train(taken: GradientTaken, idle: list[OptimizerMade]) -> Evidence | None:
    """What shows that the gradient is no mere measurement: an optimizer without work, or the step of a `fit`."""
    if taken.in_step:
        return Evidence(taken.place, "`fit` calls this step in the place of Keras' own, which applies the gradients")
    if idle:
        return Evidence(idle[-1].place, f"{idle[-1].name} is made here and never gets a gradient")
    return None


def _idle(facts: Facts, made: OptimizerMade) -> bool:
    """Whether an optimizer moves nothing here, and no code that is not seen has it."""
    held = [each.optimizers for each in facts.of(HandedOver) if not each.to.endswith(KEPT_BY)]
    held += [each.optimizers for each in facts.of(HandedOn)]
    held += [each.optimizers for each in facts.of(VariablesShared)]
    used = any(made.optimizer in each for each in held)
    return not used and not compiled_with(facts, made) and not applied_by(facts, made)

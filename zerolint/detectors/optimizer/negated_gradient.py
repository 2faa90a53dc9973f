"""ZL316: weights that are moved up the gradient of an error, which training is to lower."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import WEIGHTS, owns_weights
from zerolint.facts.events import GradientApplied
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import operation
from zerolint.facts.places import Code, Evidence
from zerolint.facts.signs import sign_of
from zerolint.facts.values import Known, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.gradients import direct_variables
from zerolint.queries.script_kind import acts, adversarial

ERRORS = ("_crossentropy", "_cross_entropy", "_error", "_with_logits", "_with_logits_v2", "huber", "log_cosh", "hinge")
"""How the names of functions end that say how wrong a prediction is."""


@detects("ZL316")
def negated_gradient(facts: Facts, options: Options) -> Iterator[Hit]:
    """Weights that are moved up the gradient of an error, which training is to lower."""
    if adversarial(facts) or acts(facts) or len(_owners(facts.of(GradientApplied))) > 1:
        return
    for applied in facts.of(GradientApplied):
        if applied.direction != 1 or applied.place < 0 or sign_of(applied.loss, _is_error) != 1:
            continue
        if not _moves_all(applied, [each for each in facts.of(GradientApplied) if each.loss == applied.loss]):
            continue
        yield Hit(
            at=applied.place,
            data={"loss": Code(applied.loss.place)},
            because=(Evidence(applied.loss.place, "this is what the training is to lower"),),
            certainty=certainty_of(applied),
        )


def _is_error(tensor: Tensor) -> bool:
    """Whether this is a distance between what a model answers and what is wanted."""
    name = operation(tensor.operator)
    if name in ("square", "absolute") or (name == "power" and tensor.operands[1:] in ((Known(2),), (Known(2.0),))):
        return _is_difference(tensor.operands[0])
    if name == "multiply" and len(tensor.operands) == 2 and tensor.operands[0] is tensor.operands[1]:
        return _is_difference(tensor.operands[0])
    return tensor.operator.endswith(ERRORS)


def _is_difference(value: Value) -> bool:
    """Whether one thing that depends on weights is compared with one that does not."""
    if not isinstance(value, Tensor) or operation(value.operator) != "subtract" or len(value.operands) != 2:
        return False
    sides = [any(map(owns_weights, ancestors(each))) for each in value.operands]
    return sides[0] != sides[1]


def _owners(steps: list[GradientApplied]) -> set[int]:
    """The models whose weights are moved as a whole."""
    found = [each for applied in steps for each in _moved(applied) if each.operator == WEIGHTS]
    return {each.layer.key for each in found if each.layer is not None}


def _moved(applied: GradientApplied) -> list[Tensor]:
    return direct_variables(applied.variables) or []


def _moves_all(step: GradientApplied, steps: list[GradientApplied]) -> bool:
    """Whether all weights in a loss are moved: an attack changes its input, and no weight of the network.

    And whether this step moves one of them: a sum of gradients is none.
    """
    moved = [each for applied in steps for each in _moved(applied)]
    if any(each.operator == WEIGHTS for each in _moved(step)):
        return True
    weights = {each.key for each in ancestors(step.loss) if owns_weights(each)}
    own = {each.key for each in _moved(step)}
    return bool(own) and own <= weights <= {each.key for each in moved}

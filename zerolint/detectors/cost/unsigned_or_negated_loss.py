"""ZL213: a loss that is lower for worse predictions: a difference with its sign, or a cost with the wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.costs import GRADIENT
from zerolint.facts.events import GradientApplied
from zerolint.facts.graphs import ancestors
from zerolint.facts.operations import operation
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.cost_terms import Term, is_answer, is_data, is_error, is_likelihood, is_overlap, terms
from zerolint.queries.lowered_costs import Lowered, lowered
from zerolint.queries.script_kind import acts, adversarial


@detects("ZL213")
def unsigned_or_negated_loss(facts: Facts, options: Options) -> Iterator[Hit]:
    """Lowering the loss leads away from the targets."""
    if adversarial(facts) or acts(facts):
        return
    for each in lowered(facts):
        if isinstance(each.event, GradientApplied) and not descends(each.event):
            continue
        found = terms(each)
        problem = problem_of(each, found) if found else None
        if problem is None:
            continue
        yield Hit(
            at=each.cost.place if each.cost.place >= 0 else each.event.place,
            data={"problem": problem},
            because=(Evidence(each.event.place, "this is to lower the loss"),),
            certainty=certainty_of(each.event, each.cost),
        )


TURNING = frozenset({"negate", "multiply", "subtract"})


def descends(applied: GradientApplied) -> bool:
    """Whether an optimizer gets the gradients with the sign that they have."""
    below = [one for each in applied.gradients for one in ancestors(each, lambda one: one.operator == GRADIENT)]
    return applied.optimizer != NONE and not any(operation(each.operator) in TURNING for each in below)


def problem_of(cost: Lowered, found: list[Term]) -> str | None:
    """What is wrong with the sign of a cost; None where nothing is, or where some part is not understood."""
    moved = [each for each in found if not is_data(cost, each.core)]
    if not moved:
        return None
    if len(moved) < len(found) and all(is_answer(cost, each.core) for each in moved):
        return "errors of both signs cancel"
    if all(each.sign < 0 and is_error(cost, each.core) for each in moved):
        return "the error has a minus sign"
    if all(each.sign > 0 and is_likelihood(cost, each.core) for each in moved):
        return "the log-likelihood has no minus sign"
    if all(each.sign > 0 and is_overlap(cost, each.core) for each in moved):
        return "this overlap is largest for the best predictions"
    return None

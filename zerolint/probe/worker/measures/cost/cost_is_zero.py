"""The values of a loss are zero for every row, before and after training; fixed they are not."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.libraries import numpy
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, number
from zerolint.probe.worker.training import Training


@measures("cost-is-zero")
def cost_is_zero(claim: Claim) -> Verdict:
    """The values of a loss are zero for every row, before and after training; fixed they are not."""
    assert claim.written is not None
    assert claim.fixed is not None
    most = claim.confirm["most_loss"]
    largest, movement, losses = _trained(claim.written, claim.nodes[0])
    numbers = {"largest_loss_of_a_row": largest, "weight_movement": movement}
    told = f"largest loss of a row {number(largest)}, weights moved by {number(movement)}"
    if largest > most:
        return Verdict("refuted", told, numbers, losses)
    fixed_largest, _, better = _trained(claim.fixed, claim.fixed_nodes[0])
    numbers["largest_loss_of_a_row_fixed"] = fixed_largest
    told += f"; {claim.fixed_how} {course(better, STEPS) if better else number(fixed_largest)}"
    return Verdict("confirmed" if fixed_largest > most else "inconclusive", told, numbers, losses, better)


def _trained(recipe: Recipe, node: int) -> tuple[float, float, tuple[float, ...]]:
    """The largest value of a node before and after training, how far weights moved, and the cost on the way."""
    training = Training(recipe)

    def largest() -> float:
        values = training.network.inside(node, training.network.rows)
        return float(numpy().abs(numpy().asarray(values)).max())

    before = largest()
    figures = training.run(STEPS) if recipe.costs else None
    if figures is None:
        return before, 0.0, ()
    return max(before, largest()), figures.movement, figures.losses

"""The values of a node differ by nothing from row to row, before and after training; fixed they differ."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Status, Verdict
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, number
from zerolint.probe.worker.training import Training


@measures("output-is-constant")
def output_is_constant(claim: Claim) -> Verdict:
    """The values of a node differ by nothing from row to row, before and after training; fixed they differ."""
    assert claim.written is not None
    most = claim.confirm["most_prediction_spread"]
    spread, losses = _trained(claim.written, claim.nodes)
    numbers = {"prediction_spread": spread}
    told = f"prediction spread {number(spread)}" + (f", loss {course(losses, STEPS)}" if losses else "")
    if claim.fixed is None or spread > most:
        status: Status = "confirmed" if spread <= most else "refuted"
        return Verdict(status, told, numbers, losses)
    fixed_spread, better = _trained(claim.fixed, claim.fixed_nodes)
    numbers["prediction_spread_fixed"] = fixed_spread
    told += f"; {claim.fixed_how} {_as_fixed(fixed_spread, losses, better)}"
    if fixed_spread <= most:
        return Verdict("inconclusive", f"{told}, constant as well", numbers, losses, better)
    return Verdict("confirmed", told, numbers, losses, better)


def _as_fixed(spread: float, losses: tuple[float, ...], better: tuple[float, ...]) -> str:
    """What the fixed program shows: its cost, unless that is the same, or the spread."""
    if better and better != losses:
        return course(better)
    told = f"spread {number(spread)}"
    return f"{told} and the same loss, which Keras computes before the softmax" if better else told


def _trained(recipe: Recipe, nodes: tuple[int, ...]) -> tuple[float, tuple[float, ...]]:
    """The largest spread of these nodes before and after training, and the cost on the way."""
    training = Training(recipe)
    before = training.spread(list(nodes))
    losses = training.run(STEPS).losses if recipe.costs else ()
    return max(*before, *training.spread(list(nodes))), losses

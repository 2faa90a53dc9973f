"""The cost of a network that is right and sure for every row, and that of the fixed one."""

from __future__ import annotations

from typing import Any

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.libraries import tensorflow
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, number
from zerolint.probe.worker.training import Training

SURE = 50.0
"""What a network that is sure gives before its softmax or sigmoid: both reach their ends there."""


@measures("cost-has-a-floor")
def cost_has_a_floor(claim: Claim) -> Verdict:
    """The cost of a network that is right and sure for every row, and that of the fixed one."""
    assert claim.written is not None
    assert claim.fixed is not None
    floor, losses = _trained(claim.written, *claim.nodes)
    fixed_floor, better = _trained(claim.fixed, *claim.fixed_nodes)
    least = claim.confirm["most_distance_from_floor"]
    told = f"a network that is right and sure still costs {number(floor)}, loss {course(losses, STEPS)}"
    told += f"; {claim.fixed_how} it costs {number(fixed_floor)}, loss {course(better, STEPS)}"
    status = "confirmed" if floor > least > fixed_floor else "refuted" if floor <= least else "inconclusive"
    return Verdict(status, told, {"floor": floor, "floor_fixed": fixed_floor}, losses, better)  # type: ignore[arg-type]


def _trained(recipe: Recipe, scores: int, target: int) -> tuple[float, tuple[float, ...]]:
    training = Training(recipe)
    rows = training.network.rows
    given, goal = training.network.values(rows, [scores, target])
    sure = {scores: _sure(given, goal)}
    return float(training.network.cost(rows, replaced=sure)), training.run(STEPS).losses


def _sure(scores: Any, target: Any) -> Any:
    """Scores of the right shape that leave no doubt of the target."""
    tf = tensorflow()
    width = scores.shape[-1]
    right = tf.cast(target, tf.float32)
    if width > 1 and tf.size(target) != tf.size(scores):
        right = tf.one_hot(tf.cast(target, tf.int32), width)
    return SURE * (2.0 * tf.reshape(right, tf.shape(scores)) - 1.0)

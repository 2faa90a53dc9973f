"""How far the predictions of a row are from summing to 1 after training, and what they cost beside a softmax."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.libraries import tensorflow
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, number
from zerolint.probe.worker.training import Training


@measures("probabilities-off-one")
def probabilities_off_one(claim: Claim) -> Verdict:
    """How far the predictions of a row are from summing to 1 after training, and what they cost beside a softmax."""
    assert claim.written is not None
    assert claim.fixed is not None
    distance, losses = _trained(claim.written, claim.nodes[0])
    fixed_distance, better = _trained(claim.fixed, claim.fixed_nodes[0])
    numbers = {"distance_from_one": distance, "distance_from_one_fixed": fixed_distance}
    told = f"the predictions of a row sum to 1 but for {number(distance)}, loss {course(losses, STEPS)}"
    told += f"; {claim.fixed_how} but for {number(fixed_distance)}, loss {course(better, STEPS)}"
    off = distance >= claim.confirm["least_distance_from_one"]
    return Verdict("confirmed" if off else "refuted", told, numbers, losses, better)


def _trained(recipe: Recipe, node: int) -> tuple[float, tuple[float, ...]]:
    """The mean distance of a row's sum from 1 after training, and the cost on the way."""
    tf, training = tensorflow(), Training(recipe)
    losses = training.run(STEPS).losses
    (given,) = training.network.values(training.network.rows, [node])
    return float(tf.reduce_mean(tf.abs(tf.reduce_sum(given, axis=-1) - 1.0))), losses

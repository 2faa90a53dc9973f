"""Predictions lie outside of 0 to 1 where the loss cuts them off, and less is learnt than by the fixed one."""

from __future__ import annotations

import math
from typing import Any

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.libraries import tensorflow
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, share
from zerolint.probe.worker.training import Training


@measures("clipped-predictions")
def clipped_predictions(claim: Claim) -> Verdict:
    """Predictions lie outside of 0 to 1 where the loss cuts them off, and less is learnt than by the fixed one."""
    assert claim.written is not None
    assert claim.fixed is not None
    low, high = claim.details["cut"]
    training = Training(claim.written)
    (given,) = training.network.values(training.network.rows, list(claim.nodes))
    outside = float(tensorflow().reduce_mean(tensorflow().cast((given < low) | (given > high), "float32")))
    where = "scores below 0" if math.isinf(high) else f"predictions outside of {low:g} to {high:g}"
    told = f"{share(outside)} of the {where}"
    if not outside:
        written = training.run(STEPS)
        told += f", loss {course(written.losses, STEPS)}"
        return Verdict("refuted", told, {"share_outside": outside, "gradient": written.gradient}, written.losses)
    fixed_training = Training(claim.fixed)
    first = _without_gradient(training, fixed_training, claim.nodes[0])
    written = training.run(STEPS)
    lost = max(first, _without_gradient(training, fixed_training, claim.nodes[0]))
    fixed = fixed_training.run(STEPS)
    told += f", up to {share(lost)} of the rows wrong and without a gradient, loss {course(written.losses, STEPS)}"
    told += f"; {claim.fixed_how} {course(fixed.losses, STEPS)}"
    numbers = {"share_outside": outside, "share_of_rows_without_gradient": lost}
    numbers |= {"gradient": written.gradient, "gradient_fixed": fixed.gradient}
    slower = fixed.losses[-1] < claim.confirm["most_loss_ratio"] * written.losses[-1]
    shown = slower or lost >= claim.confirm["least_share_without_gradient"]
    if shown or not math.isinf(high):
        return Verdict("confirmed" if shown else "refuted", told, numbers, written.losses, fixed.losses)
    # Scores that can't be below 0 are what was said; how much that costs depends on the training.
    return Verdict("inconclusive", f"{told}: in {STEPS} steps no worse", numbers, written.losses, fixed.losses)


WRONG = 0.25
"""A row of which the fixed cost wants the scores to change by more than this is not predicted right."""


def _without_gradient(written: Training, fixed: Training, scores: int) -> float:
    """Which part of the rows is predicted wrong, and has no gradient by which that would change."""
    tf = tensorflow()
    (given,) = written.network.values(written.network.rows, [scores])
    first, second = (_slopes(each, scores, given) for each in (written, fixed))
    lost = tf.logical_and(first == 0, second > WRONG)
    return float(tf.reduce_mean(tf.cast(lost, "float32")))


def _slopes(training: Training, scores: int, given: Any) -> Any:
    """The largest derivative of each row's own cost by its scores, where these are given."""
    tf, network = tensorflow(), training.network
    with tf.GradientTape() as tape:
        tape.watch(given)
        cost = network.cost(network.rows, replaced={scores: given})
    slope = tf.abs(tape.gradient(cost, given)) * tf.cast(tf.shape(given)[0], "float32")
    return tf.reduce_max(tf.reshape(slope, [tf.shape(given)[0], -1]), axis=1)

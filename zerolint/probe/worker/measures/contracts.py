"""Losses that are not 0 for the right answer."""

from __future__ import annotations

import math
from typing import Any

from zerolint.finding import Verdict
from zerolint.probe.claims import Claim
from zerolint.probe.recipes import Recipe
from zerolint.probe.worker.libraries import tensorflow
from zerolint.probe.worker.measures.registry import course, measures, number, share
from zerolint.probe.worker.training import Training

STEPS = 40
SURE = 50.0
"""What a network that is sure gives before its softmax or sigmoid: both reach their ends there."""


@measures("cost-has-a-floor")
def cost_has_a_floor(claim: Claim) -> Verdict:
    """The cost of a network that is right and sure for every row, and that of the mended one."""
    assert claim.written is not None
    assert claim.fixed is not None
    floor, losses = _trained(claim.written, *claim.nodes)
    mended, better = _trained(claim.fixed, *claim.mended_nodes)
    least = claim.confirm["most_distance_from_floor"]
    told = f"a network that is right and sure still costs {number(floor)}, loss {course(losses, STEPS)}"
    told += f"; {claim.mended} it costs {number(mended)}, loss {course(better, STEPS)}"
    status = "confirmed" if floor > least > mended else "refuted" if floor <= least else "inconclusive"
    return Verdict(status, told, {"floor": floor, "floor_fixed": mended}, losses, better)  # type: ignore[arg-type]


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


@measures("clipped-predictions")
def clipped_predictions(claim: Claim) -> Verdict:
    """Predictions lie outside of 0 to 1 where the loss cuts them off, and less is learnt than by the mended one."""
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
    mended = Training(claim.fixed)
    first = _without_gradient(training, mended, claim.nodes[0])
    written = training.run(STEPS)
    lost = max(first, _without_gradient(training, mended, claim.nodes[0]))
    fixed = mended.run(STEPS)
    told += f", up to {share(lost)} of the rows wrong and without a gradient, loss {course(written.losses, STEPS)}"
    told += f"; {claim.mended} {course(fixed.losses, STEPS)}"
    numbers = {"share_outside": outside, "share_of_rows_without_gradient": lost}
    numbers |= {"gradient": written.gradient, "gradient_fixed": fixed.gradient}
    slower = fixed.losses[-1] < claim.confirm["most_loss_ratio"] * written.losses[-1]
    shown = slower or lost >= claim.confirm["least_share_without_gradient"]
    if shown or not math.isinf(high):
        return Verdict("confirmed" if shown else "refuted", told, numbers, written.losses, fixed.losses)
    # Scores that can't be below 0 are what was said; how much that costs depends on the training.
    return Verdict("inconclusive", f"{told}: in {STEPS} steps no worse", numbers, written.losses, fixed.losses)


WRONG = 0.25
"""A row of which the mended cost wants the scores to change by more than this is not predicted right."""


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

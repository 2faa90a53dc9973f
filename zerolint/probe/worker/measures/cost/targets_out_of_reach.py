"""Which share of the targets the predictions never come to, and what the fixed network makes of them."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.libraries import tensorflow
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, number, share
from zerolint.probe.worker.training import Training


@measures("targets-out-of-reach")
def targets_out_of_reach(claim: Claim) -> Verdict:
    """Which share of the targets the predictions never come to, and what the fixed network makes of them."""
    assert claim.written is not None
    assert claim.fixed is not None
    tf, training = tensorflow(), Training(claim.written)
    low, high = claim.details["range"]
    losses = training.run(STEPS).losses
    given, wanted = (
        tf.cast(each, "float32") for each in training.network.values(training.network.rows, list(claim.nodes))
    )
    outside = float(tf.reduce_mean(tf.cast((wanted < low) | (wanted > high), "float32")))
    least, most = float(tf.reduce_min(given)), float(tf.reduce_max(given))
    better = Training(claim.fixed).run(STEPS).losses
    told = f"predictions from {number(least)} to {number(most)}, {share(outside)} of the targets beyond their range"
    told += f", loss {course(losses, STEPS)}; {claim.fixed_how} {course(better, STEPS)}"
    numbers = {"share_out_of_reach": outside, "least_prediction": least, "largest_prediction": most}
    off = outside >= claim.confirm["least_share_out_of_reach"] and low <= least and most <= high
    return Verdict("confirmed" if off else "refuted", told, numbers, losses, better)

"""How far the predictions are from their targets before and after a training, as written and by a squared error."""

from __future__ import annotations

from typing import NamedTuple

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.libraries import tensorflow
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures
from zerolint.probe.worker.training import Training


class Trained(NamedTuple):
    """The cost on its way, and the mean distance of predictions from targets before and after."""

    losses: tuple[float, ...]
    before: float
    after: float


@measures("errors-grow")
def errors_grow(claim: Claim) -> Verdict:
    """Whether the cost falls while the predictions move away from their targets."""
    assert claim.written is not None
    assert claim.fixed is not None
    written, fixed = _trained(claim.written, *claim.nodes), _trained(claim.fixed, *claim.fixed_nodes)
    told = f"loss {course(written.losses, STEPS)}, mean error {course((written.before, written.after))}"
    told += f"; {claim.fixed_how} {course((fixed.before, fixed.after))}"
    numbers = {"error_before": written.before, "error_after": written.after, "error_fixed": fixed.after}
    grows = written.after > claim.confirm["least_growth"] * written.before and written.losses[-1] < written.losses[0]
    shrinks = written.after < written.before
    status = "confirmed" if grows and fixed.after < written.after else "refuted" if shrinks else "inconclusive"
    return Verdict(status, told, numbers, written.losses, fixed.losses)  # type: ignore[arg-type]


def _trained(recipe: Recipe, target: int, prediction: int) -> Trained:
    training = Training(recipe)
    before = _error(training, target, prediction)
    losses = training.run(STEPS).losses
    return Trained(losses, before, _error(training, target, prediction))


def _error(training: Training, target: int, prediction: int) -> float:
    tf = tensorflow()
    given, goal = training.network.values(training.network.rows, [prediction, target])
    goal = tf.reshape(goal, tf.shape(given)) if tf.size(goal) == tf.size(given) else goal
    return float(tf.reduce_mean(tf.abs(tf.cast(given, "float32") - tf.cast(goal, "float32"))))

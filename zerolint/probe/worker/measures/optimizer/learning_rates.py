"""Steps that move nothing, and steps that overshoot."""

from __future__ import annotations

import math
from dataclasses import replace

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.registry import course, measures, share
from zerolint.probe.worker.training import Figures, Training

STEPS = 200
"""Steps after which a cost has moved at every rate that is good for anything."""
FEW = 40


@measures("weights-stand-still")
def weights_stand_still(claim: Claim) -> Verdict:
    """Kernels stay bit for bit what they were, or the cost does; fixed they move."""
    assert claim.written is not None
    assert claim.fixed is not None
    training = Training(claim.written)
    written = training.run(STEPS)
    still = _stands(claim, written)
    told = f"{share(written.unchanged)} of the kernel entries unchanged, loss {course(written.losses, STEPS)}"
    numbers = {
        "share_of_kernels_unchanged": written.unchanged,
        "weight_movement": written.movement,
        "relative_loss_change": _change(written),
        "gradient": written.gradient,
    }
    if not still:
        return Verdict("refuted", told, numbers, written.losses)
    fixed = _fixed_training(training, claim).run(STEPS)
    told += f"; {claim.fixed_how} {course(fixed.losses)}"
    numbers |= {"share_of_kernels_unchanged_fixed": fixed.unchanged, "weight_movement_fixed": fixed.movement}
    if _stands(claim, fixed):
        return Verdict("inconclusive", f"{told}: no better", numbers, written.losses, fixed.losses)
    return Verdict("confirmed", told, numbers, written.losses, fixed.losses)


def _fixed_training(training: Training, claim: Claim) -> Training:
    """The training as fixed: this one once more where only the rate is another."""
    written, fixed = claim.written, claim.fixed
    assert written is not None
    assert fixed is not None
    if written.optimizer is None or fixed.optimizer is None or fixed.optimizer.rate is None:
        return Training(fixed)
    only_rate = fixed == replace(written, optimizer=replace(written.optimizer, rate=fixed.optimizer.rate))
    return training.restarted(fixed.optimizer.rate) if only_rate else Training(fixed)


def _stands(claim: Claim, figures: Figures) -> bool:
    if figures.movement <= claim.confirm.get("most_movement", 0.0):
        return True
    share = claim.confirm.get("least_share_of_kernels_unchanged", math.inf)
    return figures.unchanged >= share or _change(figures) < claim.confirm.get("most_relative_loss_change", 0.0)


def _change(figures: Figures) -> float:
    """By which part of itself the cost has moved."""
    first, last = figures.losses[0], figures.losses[-1]
    return abs(last - first) / abs(first) if first else abs(last)


@measures("cost-climbs")
def cost_climbs(claim: Claim) -> Verdict:
    """The cost ends higher than it began, or as no number; fixed it falls."""
    assert claim.written is not None
    assert claim.fixed is not None
    training = Training(claim.written)
    written = training.run(FEW)
    told = f"loss {course(written.losses)} in {FEW} steps" + ("" if written.finite else ", weights are NaN")
    numbers = {"first_loss": written.losses[0], "last_loss": written.losses[-1], "movement": written.movement}
    if not written.climbed and written.finite:
        return Verdict("refuted", told, numbers, written.losses)
    fixed = _fixed_training(training, claim).run(FEW)
    told += f"; {claim.fixed_how} {course(fixed.losses)}"
    numbers |= {"last_loss_fixed": fixed.losses[-1]}
    if fixed.climbed:
        return Verdict("inconclusive", f"{told}: no better", numbers, written.losses, fixed.losses)
    return Verdict("confirmed", told, numbers, written.losses, fixed.losses)

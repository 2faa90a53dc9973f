"""In as many steps from the same weights, the cost falls by less than the page's share of what it falls fixed."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.registry import course, measures
from zerolint.probe.worker.training import Figures, Training

STEPS = 200
"""Dropout makes each step noisy: fewer would tell the noise."""


@measures("descends-less")
def descends_less(claim: Claim) -> Verdict:
    """In as many steps from the same weights, the cost falls by less than the page's share of what it falls fixed."""
    assert claim.written is not None
    assert claim.fixed is not None
    written, fixed = Training(claim.written).run(STEPS), Training(claim.fixed).run(STEPS)
    told = f"loss {course(written.losses, STEPS)}; {claim.fixed_how} {course(fixed.losses)}"
    numbers = {"descent": _descent(written), "descent_fixed": _descent(fixed)}
    if _descent(fixed) <= 0:
        return Verdict("inconclusive", f"{told}: no better", numbers, written.losses, fixed.losses)
    less = not _descent(written) >= claim.confirm["most_relative_descent"] * _descent(fixed)
    return Verdict("confirmed" if less else "refuted", told, numbers, written.losses, fixed.losses)


def _descent(figures: Figures) -> float:
    return figures.losses[0] - figures.losses[-1]

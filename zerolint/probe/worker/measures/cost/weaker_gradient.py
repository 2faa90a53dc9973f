"""From the same weights, the first gradient is smaller by more than the page's ratio."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures, number
from zerolint.probe.worker.training import Training


@measures("weaker-gradient")
def weaker_gradient(claim: Claim) -> Verdict:
    """From the same weights, the first gradient is smaller by more than the page's ratio."""
    assert claim.written is not None
    assert claim.fixed is not None
    written, fixed = Training(claim.written).run(STEPS), Training(claim.fixed).run(STEPS)
    weaker = written.gradient < claim.confirm["most_gradient_ratio"] * fixed.gradient
    told = f"first gradient {number(written.gradient)}, loss {course(written.losses, STEPS)}; "
    told += f"{claim.fixed_how} gradient {number(fixed.gradient)}, loss {course(fixed.losses, STEPS)}"
    numbers = {"gradient": written.gradient, "gradient_fixed": fixed.gradient, "weight_movement": written.movement}
    return Verdict("confirmed" if weaker else "refuted", told, numbers, written.losses, fixed.losses)

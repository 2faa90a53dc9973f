"""The cost falls below 0 on targets of the script's own range, and stays above it on targets from 0 to 1."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Status, Verdict
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures
from zerolint.probe.worker.training import Training


@measures("cost-below-zero")
def cost_below_zero(claim: Claim) -> Verdict:
    """The cost falls below 0 on targets of the script's own range, and stays above it on targets from 0 to 1."""
    assert claim.written is not None
    assert claim.fixed is not None
    written, fixed = Training(claim.written).run(STEPS), Training(claim.fixed).run(STEPS)
    most = claim.confirm["most_loss"]
    told = f"loss {course(written.losses, STEPS)}; {claim.fixed_how} {course(fixed.losses, STEPS)}"
    below = min(written.losses) <= most < min(fixed.losses)
    # Where it falls slowly, it has not come there yet.
    status: Status = "confirmed" if below else "inconclusive"
    return Verdict(status, told, {"least_loss": min(written.losses)}, written.losses, fixed.losses)

"""No kernel moves, or all units of one are the same after training; from random weights neither holds."""

from __future__ import annotations

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict
from zerolint.probe.worker.measures.durations import STEPS
from zerolint.probe.worker.measures.registry import course, measures
from zerolint.probe.worker.training import Figures, Training


@measures("kernels-stay-alike")
def kernels_stay_alike(claim: Claim) -> Verdict:
    """No kernel moves, or all units of one are the same after training; from random weights neither holds."""
    assert claim.written is not None
    assert claim.fixed is not None
    written = Training(claim.written).run(STEPS)
    told = f"{_units(written)}, loss {course(written.losses, STEPS)}"
    numbers = {"share_of_kernels_unchanged": written.unchanged, "gradient": written.gradient}
    if not _alike(written):
        return Verdict("refuted", told, numbers, written.losses)
    fixed = Training(claim.fixed).run(STEPS)
    told += f"; {claim.fixed_how} {_units(fixed)}, loss {course(fixed.losses, STEPS)}"
    return Verdict("inconclusive" if _alike(fixed) else "confirmed", told, numbers, written.losses, fixed.losses)


def _alike(figures: Figures) -> bool:
    return figures.unchanged == 1 or any(different == 1 < count for different, count in figures.units)


def _units(figures: Figures) -> str:
    if figures.unchanged == 1:
        return "no kernel moves"
    return f"different units of each layer: {', '.join(f'{one} of {count}' for one, count in figures.units)}"

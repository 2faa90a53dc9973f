"""Gradients that are weaker than they would be, and units that stay copies of one."""

from __future__ import annotations

from zerolint.finding import Verdict
from zerolint.probe.claims import Claim
from zerolint.probe.worker.measures.registry import course, measures, number
from zerolint.probe.worker.training import Figures, Training

STEPS = 40


@measures("weaker-gradient")
def weaker_gradient(claim: Claim) -> Verdict:
    """From the same weights, the first gradient is smaller by more than the page's ratio."""
    assert claim.written is not None
    assert claim.fixed is not None
    written, fixed = Training(claim.written).run(STEPS), Training(claim.fixed).run(STEPS)
    weaker = written.gradient < claim.confirm["most_gradient_ratio"] * fixed.gradient
    told = f"first gradient {number(written.gradient)}, loss {course(written.losses, STEPS)}; "
    told += f"{claim.mended} gradient {number(fixed.gradient)}, loss {course(fixed.losses, STEPS)}"
    numbers = {"gradient": written.gradient, "gradient_fixed": fixed.gradient, "weight_movement": written.movement}
    return Verdict("confirmed" if weaker else "refuted", told, numbers, written.losses, fixed.losses)


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
    told += f"; {claim.mended} {_units(fixed)}, loss {course(fixed.losses, STEPS)}"
    return Verdict("inconclusive" if _alike(fixed) else "confirmed", told, numbers, written.losses, fixed.losses)


def _alike(figures: Figures) -> bool:
    return figures.unchanged == 1 or any(different == 1 < count for different, count in figures.units)


def _units(figures: Figures) -> str:
    if figures.unchanged == 1:
        return "no kernel moves"
    return f"different units of each layer: {', '.join(f'{one} of {count}' for one, count in figures.units)}"

"""Where measurements register under the kind of claim that they check, and the words that verdicts share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict

Measure = Callable[[Claim], Verdict]

MEASURES: dict[str, Measure] = {}


def measures(kind: str) -> Callable[[Measure], Measure]:
    """Register a function as the measurement of a kind."""

    def register(function: Measure) -> Measure:
        if kind in MEASURES:
            raise ValueError(f"{kind} is measured twice")
        MEASURES[kind] = function
        return function

    return register


def number(value: float) -> str:
    """A number as people read it."""
    if value == 0:
        return "0"
    if math.isnan(value):
        return "NaN"
    return f"{value:.4f}" if 1e-3 <= abs(value) < 1e4 else f"{value:.2g}"


def share(value: float) -> str:
    """A part of a whole; what is not quite nothing, or not quite all, is not rounded to that."""
    told = f"{value:.0%}"
    if told == "0%" and value > 0:
        return "under 1%"
    return "over 99%" if told == "100%" and value < 1 else told


def course(losses: Sequence[float], steps: int | None = None) -> str:
    """How a cost went: `0.6931 for 40 steps`, or `0.6931 to 0.2803`."""
    first, last = number(losses[0]), number(losses[-1])
    if first == last:
        return f"{first} for {steps} steps" if steps else f"{first} all the time"
    return f"{first} to {last}"


def counted(count: int, what: str) -> str:
    """`1 label`, `3 labels`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"

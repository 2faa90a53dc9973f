"""How each kind of claim is measured: a program built twice from one seed, as written and mended, and a verdict."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from zerolint.finding import Verdict
from zerolint.probe.claims import Claim
from zerolint.probe.worker.measures.registry import MEASURES, Measure

__all__ = ["measure", "measures"]


@cache
def measures() -> Mapping[str, Measure]:
    """Every measurement by the kind of claim."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return MEASURES


def measure(claim: Claim) -> Verdict:
    """What a run says of a claim; where it is not confirmed, a second one without the program's other defects."""
    found = _measured(claim)
    if claim.apart is None or found.status == "confirmed":
        return found
    apart = _measured(claim.apart)
    return replace(apart, text=f"with the other findings mended: {apart.text}")


def _measured(claim: Claim) -> Verdict:
    found = measures()[claim.kind](claim)
    if found.status == "refuted" and len(found.written) > 1 == len(set(found.written)):
        # A program that learns nothing shows nothing of what a defect would do to one that learns.
        return replace(found, status="inconclusive", text=f"{found.text}; where nothing is learned nothing is refuted")
    return found

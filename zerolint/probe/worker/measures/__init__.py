"""How each kind of claim is measured: a program built twice from one seed, as written and mended, and a verdict."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
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
    """What a run says of a claim."""
    return measures()[claim.kind](claim)

"""How each kind of claim is measured: a program built twice from one seed, as written and fixed, and a verdict."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Recipe
from zerolint.findings.finding import Status, Verdict
from zerolint.probe.vocabulary import DIRECT, LAYERS, PRODUCTS
from zerolint.probe.worker.measures.registry import MEASURES, Measure
from zerolint.probe.worker.network import Refused, TooSlow

__all__ = ["measure", "measures"]


@cache
def measures() -> Mapping[str, Measure]:
    """Every measurement by the kind of claim."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return MEASURES


def measure(claim: Claim) -> Verdict:
    """What a run says of a claim, or of another at its place that is confirmed where it is not."""
    found = _alone(claim)
    for other in claim.others if found.status != "confirmed" else ():
        try:
            again = _alone(other)
        except Refused:
            continue
        if again.status == "confirmed":
            return again
    return found


def _alone(claim: Claim) -> Verdict:
    """What a run says of a claim; where that does not show, a second one without the program's other defects."""
    found = _measured(claim)
    if claim.apart is None or (found.status == "confirmed" and not _idle(found)):
        return found
    apart = _measured(claim.apart)
    if found.status == "confirmed" != apart.status:
        return found
    return replace(apart, text=f"with the other findings fixed: {apart.text}")


STILL = 0.01


def _idle(found: Verdict) -> bool:
    """Whether nothing is learnt as fixed either, since something else keeps the program from it."""
    first, last = (*found.fixed, 0.0)[0], (0.0, *found.fixed)[-1]
    return bool(found.fixed) and not last <= first - STILL * abs(first)


HEAD_ALONE = frozenset(
    """
    output-is-constant cost-is-zero clipped-predictions cost-has-a-floor weaker-gradient weights-stand-still
    cost-climbs not-finite
    """.split()
)
"""Kinds of claims that are about the end of a network: numbers may stand in for layers inside."""
MOST_CUTS = 8


def _measured(claim: Claim) -> Verdict:
    refusal: Refused | None = None
    for _ in range(MOST_CUTS):
        try:
            found = _judged(claim)
            break
        except Refused as refused:
            refusal = refusal or refused
            standing = _without(claim, refused)
            if standing is None:
                raise refusal from None
            claim = standing
    else:
        raise refusal or AssertionError
    if refusal is None:
        return found
    why = "what takes too long" if isinstance(refusal, TooSlow) else "what TensorFlow refuses"
    status: Status = "inconclusive" if found.status == "refuted" else found.status
    told = f"{found.text}; made-up numbers stand in for {why}, {refusal}"
    return replace(found, status=status, text=told)


def _without(claim: Claim, refused: Refused) -> Claim | None:
    """The claim with rows in the place of what TensorFlow refuses; None where that is what the claim is about."""
    inside = refused.node.operator in LAYERS | PRODUCTS | {"reshape", "squeeze"} | set(DIRECT)
    recipe = claim.written
    if claim.kind not in HEAD_ALONE or not inside or refused.number in claim.nodes or recipe is None:
        return None
    if claim.nodes and not any(refused.number in recipe.below(each) for each in claim.nodes):
        return None

    def standing_in(recipe: Recipe | None) -> Recipe | None:
        # What is fixed may have moved the layer.
        if recipe is None or refused.node not in recipe.nodes:
            return recipe
        return recipe.standing_in(recipe.nodes.index(refused.node), refused.shape)

    return replace(claim, written=standing_in(claim.written), fixed=standing_in(claim.fixed))


def _judged(claim: Claim) -> Verdict:
    found = measures()[claim.kind](claim)
    if found.status == "refuted" and len(found.written) > 1 == len(set(found.written)):
        # A program that learns nothing shows nothing of what a defect would do to one that learns.
        return replace(found, status="inconclusive", text=f"{found.text}; where nothing is learned nothing is refuted")
    return found

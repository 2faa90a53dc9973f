"""Claim builders: what a rule's page names under [probe], from facts to everything that can be claimed of a script.

A builder judges nothing. It lists what its claim could be about, in bad scripts and in good ones alike; a finding
picks the one at its place.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from zerolint.claims.claim import Subject
from zerolint.facts import Facts
from zerolint.facts.places import Place
from zerolint.probe.builders.registry import BUILDERS, Builder

__all__ = ["builders", "subject_of", "subjects"]

NOT_FOUND = "the part of the program that this is about was not recognised"


@cache
def builders() -> Mapping[str, Builder]:
    """Every builder by the name that pages give it."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return BUILDERS


def subjects(facts: Facts, probe: Mapping[str, Any]) -> list[Subject]:
    """Everything in a script that a page's claim could be about. KeyError for a kind that no builder makes."""
    return list(builders()[probe["kind"]](facts, probe.get("confirm", {})))


def subject_of(found: Sequence[Subject], at: Place) -> Subject:
    """What a finding at a place is about: what sits there, else what that place belongs to."""
    here = [each for each in found if at in each.at]
    chosen = here or [each for each in found if at in each.places]
    if not chosen:
        return Subject(None, NOT_FOUND)
    subject = next((each for each in chosen if each.claim is not None), chosen[0])
    if subject.claim is None or not here:
        return subject
    claims = [each.claim for each in here if each.claim is not None and each.claim != subject.claim]
    return replace(subject, claim=replace(subject.claim, others=tuple(claims[:MOST_OTHERS])))


MOST_OTHERS = 4

"""Each transformer that tested rows go through: whether these rows change what it has learned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.overlaps import portion
from zerolint.facts.rows import Root, roots
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.rowplans import Plan, Unplanned, trials
from zerolint.queries.refitting import Applied, applied

ROWS = 200
"""Rows that are made up where the script's own can't be listed."""


@builds("test-rows-are-learnt")
def test_rows_are_learnt(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each transformer on the way to rows that a model is tested on or asked about."""
    told: set[tuple[int, bool]] = set()
    for each in applied(facts):
        place = each.influence.place
        if (place, each.anew) in told:
            continue
        told.add((place, each.anew))
        trial, made_up = _rows(each)
        partly = "the numbers of rows are not known and so made up" if made_up else ""
        details: dict[str, Any] = {"effect": "describes", "folds": False, "trial": trial, "sized": not made_up}
        details["share"] = portion(each.tested.rows, each.influence.source.rows) if each.anew else None
        yield Subject(Claim("noise-is-learnt", confirm, details=details, partly=partly), at=frozenset({place}))


def _rows(each: Applied) -> tuple[dict[str, Plan], bool]:
    """The rows that are learned from and those that are tested, and whether their numbers are made up."""
    learned, tested = each.influence.source.rows, each.tested.rows
    if None not in (learned, tested) and (not each.anew or roots(learned) & roots(tested)):
        try:
            planned = trials(learned, tested)
            return planned[0], len(planned) > 1
        except Unplanned:
            pass
    root = Root(0, ROWS)
    return trials(root, root if each.anew else Root(1, ROWS))[0], True

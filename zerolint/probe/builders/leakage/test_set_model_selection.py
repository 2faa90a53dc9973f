"""Rows that something is chosen on, beside those that are reported."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.places import Place
from zerolint.facts.values import Value
from zerolint.probe.builders.leakage.shared_rows import MADE_UP
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.rowplans import Unplanned, rows_of, trials
from zerolint.queries.dataset_roles import tests_of
from zerolint.queries.resubstitution import same_rows
from zerolint.queries.selection import selections

MILD = "it is not shown that what is reported is the best of many"


@builds("choices-are-reported")
def choices_are_reported(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each choice on rows that are reported; each validated fit, beside what its model is scored on."""
    found = list(selections(facts))
    for each in found:
        at = frozenset({each.place})
        yield Subject(None, MILD, at) if each.mild else _claimed(confirm, at, each.judged, each.tested)
    told = {each.place for each in found}
    for fit in facts.of(Fitted):
        for test in tests_of(facts, fit) if fit.validation and fit.validation_place not in told else ():
            at, judged = frozenset({test.place}), fit.validation[0]
            if not test.predicts:
                yield Subject(None, MILD, at) if same_rows(judged, test.x) else _claimed(confirm, at, judged, test.x)


def _claimed(confirm: Thresholds, at: frozenset[Place], judged: Value, tested: Value) -> Subject:
    chosen, reported = rows_of(judged), rows_of(tested)
    if chosen is None or reported is None:
        return Subject(None, "which rows these are is not known", at)
    try:
        found = trials(chosen, reported)
    except Unplanned as reason:
        return Subject(None, str(reason), at)
    partly = MADE_UP if len(found) > 1 else ""
    return Subject(Claim("choices-are-reported", confirm, details={"trials": found}, partly=partly), at=at)

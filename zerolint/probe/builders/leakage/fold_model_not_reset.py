"""Rows that a fold tests, beside those that its model has been fitted on by then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zerolint.claims.claim import Subject
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.fold_rows import fold_index
from zerolint.facts.rows import Masked, Rows
from zerolint.probe.builders.leakage.shared_rows import claimed
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.rowplans import rows_of, trials
from zerolint.queries.carried_weights import carried_over
from zerolint.queries.dataset_roles import tests_of


@builds("folds-are-carried-over")
def folds_are_carried_over(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each fit that goes on from other folds, with all that these train on; each other one with its own rows."""
    found = list(carried_over(facts))
    for each in found:
        trained, tested = rows_of((each.earlier or each.fit).x), rows_of(each.tested)
        if trained is not None and tested is not None:
            yield claimed(confirm, frozenset({each.fit.place}), trials, _all_folds(trained), _by_chance(tested))
    told = {each.fit.place for each in found}
    for fit in facts.of(Fitted):
        for test in tests_of(facts, fit) if fold_index(fit.x) is not None and fit.place not in told else ():
            trained, tested = rows_of(fit.x), rows_of(test.x)
            if trained is not None and tested is not None:
                yield claimed(confirm, frozenset({fit.place}), trials, trained, tested)


def _all_folds(rows: Rows) -> Rows:
    """What the rows of a fold were chosen from: every other fold trains on some of it, and together they do on all."""
    return rows.base if isinstance(rows, Masked) else rows


def _by_chance(rows: Rows) -> Rows:
    """The rows of a fold, whichever they are."""
    return replace(rows, chance=True) if isinstance(rows, Masked) else rows

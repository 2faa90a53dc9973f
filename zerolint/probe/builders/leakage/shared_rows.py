"""Claims about rows: those that a model is tested on are among those that it is fitted on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from zerolint.claims.claim import Claim, Subject
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Place
from zerolint.facts.rows import Rows
from zerolint.facts.values import Tensor, Value
from zerolint.probe.builders.registry import Thresholds, builds
from zerolint.probe.rowplans import Unplanned, passes, rows_of, shares_told, trials
from zerolint.queries.dataset_cuts import ORDERS, is_cut, overlapping_cuts
from zerolint.queries.dataset_roles import UsedArray, tests_of, used_arrays
from zerolint.queries.reshuffling import is_take_skip_pair
from zerolint.queries.resubstitution import reuses, same_rows
from zerolint.queries.train_test_pairs import context_window, train_test_pairs

EARLY = "the test rows begin some steps early, for the window of the first prediction"
NOT_A_TEST = "it is not shown that this score is to tell what the model predicts"
MADE_UP = "the numbers of rows are made up, since the script's own are not known"
ONE_ORDER = "with one order for all passes"


@builds("rows-are-shared")
def rows_are_shared(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """Each test of a model, each pair of arrays called train and test, each dataset that is cut in two."""
    yield from _tests(facts, confirm)
    for cuts in overlapping_cuts(facts):
        yield claimed(confirm, frozenset({cuts.tested.cut.place}), trials, *cuts.rows)
    for trained, tested in train_test_pairs(facts):
        at = frozenset({trained.place, tested.place})
        if context_window(trained.rows, tested.rows):
            yield Subject(None, EARLY, at)
        else:
            yield claimed(confirm, at, trials, trained.rows, tested.rows)
    for first, second in _halves(facts):
        at = _shuffles(first) | _shuffles(second)
        yield claimed(confirm, at, passes, first, second, fixed_how=ONE_ORDER)


def claimed(
    confirm: Thresholds,
    at: frozenset[Place],
    planned: Callable[[Any, Any], list[dict[str, Any]]],
    trained: Rows | Tensor,
    tested: Rows | Tensor,
    *,
    fixed_how: str = "",
) -> Subject:
    """The claim that two sets share rows; none where they can't be listed."""
    try:
        found = planned(trained, tested)
    except Unplanned as reason:
        return Subject(None, str(reason), at)
    told = trained == tested or shares_told(trained, tested)
    partly = MADE_UP if trained != tested and (len(found) > 1 or not told) else ""
    details = {"trials": found, "told": told}
    return Subject(Claim("rows-are-shared", confirm, fixed_how=fixed_how, details=details, partly=partly), at=at)


def _tests(facts: Facts, confirm: Thresholds) -> Iterator[Subject]:
    """What each fit is validated on, and what its model is asked later."""
    meant = [each for each in reuses(facts) if not each.usual]
    places = {each.place for each in meant}
    for fit in facts.of(Fitted):
        for place, tested in _tested(facts, fit):
            trained_rows, tested_rows = rows_of(fit.x), rows_of(tested)
            if trained_rows is None or tested_rows is None:
                yield Subject(None, "which rows these are is not known", frozenset({place}))
            elif place not in places and same_rows(fit.x, tested):
                yield Subject(None, NOT_A_TEST, frozenset({place}))
            elif place in places:
                yield claimed(confirm, frozenset({place}), trials, trained_rows, tested_rows)


def _tested(facts: Facts, fit: Fitted) -> Iterator[tuple[Place, Value]]:
    if fit.validation:
        yield fit.validation_place, fit.validation[0]
    for test in tests_of(facts, fit):
        if not test.predicts:
            yield test.place, test.x


def _halves(facts: Facts) -> Iterator[tuple[Tensor, Tensor]]:
    """Parts of a dataset that `take` and `skip` divided, however it was shuffled."""
    found = [each for each in used_arrays(facts) if any(map(is_cut, ancestors(each.value)))]
    for number, first in enumerate(found):
        for second in found[number + 1 :]:
            cuts = _cut(first), _cut(second)
            # Two datasets that are cut alike are no halves of one.
            if is_take_skip_pair(first, cuts[0], second, cuts[1]) and _sources(cuts[0]) == _sources(cuts[1]):
                yield (second.value, first.value) if first.role == "test" else (first.value, second.value)


def _shuffles(dataset: Tensor) -> frozenset[Place]:
    """Where a dataset was shuffled."""
    return frozenset(each.place for each in ancestors(dataset) if each.operator in ORDERS)


def _sources(dataset: Tensor) -> frozenset[Place]:
    """Where what a dataset was made of was made."""
    return frozenset(
        each.place for each in ancestors(dataset) if not any(isinstance(of, Tensor) for of in each.operands)
    )


def _cut(part: UsedArray) -> Tensor:
    return next(each for each in ancestors(part.value) if is_cut(each))

"""Files that are read twice: rows that a model is trained on and tested on, under two names that share nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Evaluated, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.overlaps import overlap
from zerolint.facts.placing import rebased
from zerolint.facts.reading import file_of
from zerolint.facts.rows import Root, Rows
from zerolint.facts.values import Tensor, Value
from zerolint.queries.dataset_roles import names_of, role_of, tests_of


class Reread(NamedTuple):
    """Two readings of files beside each other, and the rows of both as if all came from the first one.

    `shared`: some rows that are tested on are trained on, in every size of the file.
    """

    first: Tensor
    again: Tensor
    fit: Fitted
    test: Fitted | Evaluated
    trained: Rows
    tested: Rows
    shared: bool


def rereadings(facts: Facts) -> Iterator[Reread]:
    """Every test of a model on rows that were read from a file, beside the file that it is trained on."""
    names = names_of(facts)
    for fit in facts.of(Fitted):
        tests: list[tuple[Value, Fitted | Evaluated]] = [(fit.validation[0], fit)] if fit.validation else []
        for test in tests_of(facts, fit):
            called = [each.name for value in ancestors(test.x) for each in names.get(value.key, ())]
            if not test.predicts and any(role_of(name) == "test" for name in called):
                tests.append((test.x, test))
        for value, event in tests:
            if isinstance(fit.x, Tensor) and isinstance(value, Tensor):
                yield from _beside(fit, event, fit.x, value)


def _beside(fit: Fitted, event: Fitted | Evaluated, trained: Tensor, tested: Tensor) -> Iterator[Reread]:
    first, again = _read(trained), _read(tested)
    if first is None or again is None or first.rows == again.rows:
        return
    rows = tested.rows
    if file_of(first) == file_of(again):
        rows = rebased(rows, again.rows, first.rows)
    found = overlap(trained.rows, rows)
    if found is not None:
        yield Reread(first, again, fit, event, trained.rows, rows, found.shared > 0 and found.in_every_world)


def _read(value: Tensor) -> Tensor | None:
    """The reading of a file that all rows of an array come from; None where some of them come from elsewhere."""
    rows = value.rows
    while rows is not None and not isinstance(rows, Root):
        rows = getattr(rows, "base", None)
    return next((each for each in ancestors(value) if file_of(each) is not None and each.rows == rows), None)

"""Arrays in a role and the pairs of them: what is trained on beside what is tested on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.reuse import same_rows
from zerolint.detectors.roles import labels, names_of, role_of, tests_of
from zerolint.facts import Facts
from zerolint.facts.events import PREDICTION, Bound, Evaluated, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.rows import Joined, Root, Rows, Take, roots, shuffles
from zerolint.facts.values import Formula, Known, Tensor, Value
from zerolint.facts.worlds import overlap

CUT = frozenset({"slice", "split"})
"""Operations that choose rows; everything else keeps the rows it is given."""


class Side(NamedTuple):
    """An array in a role: where it was cut, under which name, with which rows."""

    value: Tensor
    rows: Rows
    place: Place
    name: str
    event: Bound | Fitted | Evaluated


def pairs(facts: Facts) -> Iterator[tuple[Side, Side]]:
    """Training rows and test rows that belong together, each cut at a place of its own and on one path."""
    for trained, tested in (*_by_use(facts), *_by_name(facts)):
        if trained.place != tested.place and not contradict(trained.event.labels, tested.event.labels):
            yield trained, tested


def _by_use(facts: Facts) -> Iterator[tuple[Side, Side]]:
    """What a model is fitted on, against what the same fit or a later evaluation tests it on."""
    names = names_of(facts)
    for fit in facts.of(Fitted):
        trained = _trained(fit, names)
        if trained is None:
            continue
        if fit.validation:
            side = _tested(fit.validation[0], fit, names, trained)
            if side is not None and (_renamed(trained, side) or _cut_anew(trained, side)):
                yield trained, side
        for event in tests_of(facts, fit):
            if event.method != "predict":
                side = _tested(event.x, event, names, trained)
                if side is not None and (role_of(side.name) == "test" or _both_cut_here(trained, side)):
                    yield trained, side


def _renamed(trained: Side, tested: Side) -> bool:
    """Whether the training rows, or a copy of them, were given a test set's name."""
    return role_of(tested.name) == "test" and _derived(tested.value, trained.value)


def _cut_anew(trained: Side, tested: Side) -> bool:
    """Whether the validation rows were cut from an array, and are not just those of the fit once more."""
    apart = tested.value.key != trained.value.key and cut_from(tested.value)
    return apart and (role_of(tested.name) == "test" or not same_rows(trained.value, tested.value))


def _both_cut_here(trained: Side, tested: Side) -> bool:
    """Whether two nameless slices of one array were written as a split, and not as a look at training rows."""
    return not tested.name and cut_from(trained.value) and cut_from(tested.value) and trained.rows != tested.rows


def _trained(fit: Fitted, names: dict[int, list[Bound]]) -> Side | None:
    if not isinstance(fit.x, Tensor) or fit.x.rows is None:
        return None
    cut = _cut_of(fit.x)
    bound = names.get(fit.x.key) or names.get(cut.key if cut is not None else 0) or []
    name = next((each.name for each in bound if role_of(each.name) != "test"), "")
    return Side(fit.x, fit.x.rows, fit.x.place if cut is None else cut.place, name, fit)


def _tested(value: Value, event: Fitted | Evaluated, names: dict[int, list[Bound]], trained: Side) -> Side | None:
    if not isinstance(value, Tensor) or value.rows is None:
        return None
    cut = _cut_of(value)
    bound = names.get(value.key) or names.get(cut.key if cut is not None else 0) or []
    named = next((each for each in bound if role_of(each.name) == "test"), bound[0] if bound else None)
    place = value.place if cut is None else cut.place
    if named is not None and (place == trained.place or cut is None) and _derived(value, trained.value):
        # The training rows under another name, or a copy of them: the assignment is the mistake.
        place = named.given
    return Side(value, value.rows, place if place >= 0 else event.place, named.name if named is not None else "", event)


def _cut_of(value: Value) -> Tensor | None:
    """The operation that chose these rows; everything behind it kept them."""
    if not isinstance(value, Tensor):
        return None
    return next((each for each in ancestors(value) if each.operator in CUT and each.rows == value.rows), None)


def cut_from(value: Tensor) -> bool:
    """Whether these rows were chosen among those of another array."""
    return any(each.operator in CUT for each in ancestors(value))


def _by_name(facts: Facts) -> Iterator[tuple[Side, Side]]:
    """A slice called train and a slice called test, both cut from the same array."""
    sides = [(event.frame, side) for event in facts.of(Bound) for side in _named(event)]
    held: dict[tuple[int, str], set[Rows]] = {}
    for frame, side in sides:
        held.setdefault((frame, side.name), set()).add(side.rows)
    # A name that holds other rows in each turn of a loop is no pair with any other name.
    once = [(frame, side) for frame, side in sides if len(held[frame, side.name]) == 1]
    fitted = [fit.x.rows for fit in facts.of(Fitted) if isinstance(fit.x, Tensor) and fit.x.rows is not None]
    for frame, tested in once:
        if role_of(tested.name) != "test":
            continue
        related = [rows for rows in fitted if _same_roots(rows, tested.rows) and overlap(rows, tested.rows) is not None]
        if related and not any(_shared(rows, tested.rows) for rows in related):
            continue
        for other, trained in once:
            if other != frame or role_of(trained.name) != "train" or labels(trained.name) != labels(tested.name):
                continue
            # Two random cuts overlap by chance, and a notebook may cut one table twice, in two ways, for two models:
            # only a use shows that such are meant as a pair.
            same_order = shuffles(trained.rows) == shuffles(tested.rows) and _base(trained.rows) == _base(tested.rows)
            if same_order and not _derived(trained.value, tested.value) and not _derived(tested.value, trained.value):
                yield trained, tested


def _named(event: Bound) -> Iterator[Side]:
    """Not what a model answered about rows: its name says whose answers these are, not what they are for."""
    cut = _cut_of(event.value)
    answers = any(each.operator == PREDICTION for each in ancestors(event.value))
    if cut is not None and isinstance(event.value, Tensor) and not answers:
        yield Side(event.value, event.value.rows, cut.place, event.name, event)


def _base(rows: Rows) -> Rows:
    """What these rows were cut from."""
    return rows if isinstance(rows, (Root, Joined)) else rows.base


def _same_roots(first: Rows, second: Rows) -> bool:
    return bool(roots(first) & roots(second))


def _shared(first: Rows, second: Rows) -> bool:
    found = overlap(first, second)
    return found is not None and found.shared > 0


def _derived(part: Tensor, whole: Tensor) -> bool:
    """Whether one array was cut from the other: a carve-out whose rest is what is trained on."""
    return any(each.key == whole.key for each in ancestors(part))


def context_window(trained: Rows, tested: Rows) -> bool:
    """Whether a test set begins some steps early on purpose: `series[n - lookback:]`."""
    if not (isinstance(trained, Take) and isinstance(tested, Take) and trained.stop is not None):
        return False
    start = tested.start
    if isinstance(start, Known) and start.formula is not None:
        symbol, left, _ = start.formula
        return bool(symbol == "-" and left == trained.stop)
    if isinstance(start, Formula) and start.operator == "-":
        return bool(start.operands[0] == trained.stop)
    return False

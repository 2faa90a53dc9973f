"""Models that go from one fold to the next with what they have learned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Compiled, Evaluated, Event, Fitted, ModelBuilt, WeightsLoaded
from zerolint.facts.fold_rows import SPLITS, fold_index, splitter
from zerolint.facts.machine import HANDED_OVER
from zerolint.facts.overlaps import overlap
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.rows import Masked
from zerolint.facts.values import Formula, Known, Object, Tensor, Value

IN_ORDER = frozenset({"TimeSeriesSplit"})
"""Splitters that test on rows behind all that were trained on so far."""


class CarriedOver(NamedTuple):
    """A fit of a fold, and a test on rows that it left out and that the fits of other folds trained on.

    `earlier` is one of these, where they are seen one by one.
    """

    fit: Fitted
    test: Event
    place: Place
    tested: Value
    earlier: Fitted | None = None


def carried_over(facts: Facts) -> Iterator[CarriedOver]:
    """Every fit of this kind, each told once."""
    told: set[Place] = set()
    for each in (*_by_splitter(facts), *_by_turns(facts)):
        if each.fit.place not in told and not _reset(facts, each.fit):
            told.add(each.fit.place)
            yield each


def _fits(facts: Facts) -> list[Fitted]:
    """Those that go on from the weights there are: a `fit` of scikit-learn starts anew."""
    return [each for each in facts.of(Fitted) if each.library == "keras" and isinstance(each.model, Object)]


def _reset(facts: Facts, fit: Fitted) -> bool:
    """Whether weights are set somewhere in the loop, or code that is not seen has the model and may do so."""
    assert isinstance(fit.model, Object)
    first = min(each.order for each in _fits(facts) if each.place == fit.place)
    begun = min(first, _begin(facts, fit.x) or first)
    loaded = any(each.order > begun and (each.repeated or not fit.repeated) for each in facts.of(WeightsLoaded))
    return loaded or HANDED_OVER in facts.arguments(fit.model)


def _tests(facts: Facts, fit: Fitted) -> Iterator[tuple[Event, Place, Value]]:
    """What a fit is validated on, and what its model is asked behind it."""
    if fit.validation:
        yield fit, fit.validation_place, fit.validation[0]
    for event in facts.of(Evaluated):
        if event.model == fit.model and event.order > fit.order and not contradict(fit.labels, event.labels):
            yield event, event.place, event.x


def _by_splitter(facts: Facts) -> Iterator[CarriedOver]:
    """Loops over the rounds of a splitter that fit a model from before the loop."""
    for fit in _fits(facts):
        index = fold_index(fit.x)
        if index is None or not fit.repeated or splitter(index) in IN_ORDER or index.attribute(SPLITS) == Known(1):
            continue
        begun = _begin(facts, fit.x)
        if begun is None or not _is_older(facts, fit.model, begun):
            continue
        for event, place, tested in _tests(facts, fit):
            other = fold_index(tested)
            if other is not None and _left_out(index, other):
                yield CarriedOver(fit, event, place, tested)


def _begin(facts: Facts, rows: Value) -> int | None:
    """When the turn began that got the rows of a fold."""
    index = fold_index(rows)
    if index is None:
        return None
    bound = [each.order for each in facts.of(Bound) if isinstance(each.value, Tensor) and each.value.key == index.key]
    return min(bound, default=None)


def _is_older(facts: Facts, model: Value, begun: int) -> bool:
    """Whether a model was there before the turn began."""
    known: list[Compiled | ModelBuilt] = [*facts.of(Compiled), *facts.of(ModelBuilt)]
    made = [each.order for each in known if each.model == model]
    made += [each.order for each in facts.of(Bound) if each.value == model]
    return min(made, default=begun) < begun


def _left_out(trained: Tensor, tested: Tensor) -> bool:
    """Whether these are the two parts of one round."""
    first, second = trained.rows, tested.rows
    return isinstance(first, Masked) and isinstance(second, Masked) and first.key == second.key and first != second


def _by_turns(facts: Facts) -> Iterator[CarriedOver]:
    """Folds that the script cuts itself, turn by turn: one fit is there several times."""
    fits = _fits(facts)
    for fit in fits:
        earlier = [
            each
            for each in fits
            if each.place == fit.place and each.model == fit.model and each.order < fit.order and not fit.repeated
        ]
        later = min((each.order for each in fits if each.model == fit.model and each.order > fit.order), default=None)
        for event, place, tested in _tests(facts, fit) if earlier else ():
            if (later is None or event.order < later) and _shares(fit.x, tested) is False:
                first = next((each for each in earlier if _shares(each.x, tested)), None)
                if first is not None:
                    yield CarriedOver(fit, event, place, tested, first)


def _shares(trained: Value, tested: Value) -> bool | None:
    """Whether some of the tested rows are trained on; None where that is not known."""
    if not isinstance(trained, Tensor) or not isinstance(tested, Tensor):
        return None
    if trained.rows is None or tested.rows is None:
        return None
    found = overlap(trained.rows, tested.rows)
    if found is None:
        return _shares_groups(trained, tested)
    return found.in_every_world if found.shared else False


def _shares_groups(trained: Tensor, tested: Tensor) -> bool | None:
    """Where all rows but those of one group are trained on and one group is tested: `groups != 1`, `groups == 2`."""
    left, right = _group(trained), _group(tested)
    if left is None or right is None or left[:2] != right[:2] or left[3] or not right[3]:
        return None
    return left[2] != right[2]


def _group(chosen: Tensor) -> tuple[object, object, object, bool] | None:
    """What rows are chosen from, what is compared with which constant, and whether it is to be equal."""
    mask = chosen.rows
    for condition in _conditions(chosen) if isinstance(mask, Masked) else ():
        if condition.key == mask.key and condition.operator in ("==", "!=") and len(condition.operands) == 2:
            compared, constant = condition.operands
            if isinstance(compared, Tensor) and isinstance(constant, Known):
                return mask.base, _shown(compared), constant.value, mask.wanted == (condition.operator == "==")
    return None


def _conditions(value: Value) -> Iterator[Tensor]:
    waiting, seen = [value], set[int]()
    while waiting:
        each = waiting.pop()
        if isinstance(each, Tensor) and id(each) not in seen:
            seen.add(id(each))
            yield each
            index = each.attribute("index")
            waiting += [*each.operands, *([index] if isinstance(index, Tensor) else [])]


def _shown(value: Value) -> object:
    """An expression without the identities of what it makes: two that show alike hold the same numbers."""
    if isinstance(value, Tensor) and value.operands and "random" not in value.operator:
        return value.operator, tuple(_shown(each) for each in value.operands)
    if isinstance(value, (Known, Formula)):
        return value
    return getattr(value, "key", id(value))

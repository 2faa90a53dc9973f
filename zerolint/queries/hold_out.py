"""Rows that are held out: every pair of an array that is trained on and one that is tested on."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, CrossValidated, Evaluated, Event, Fitted, Split, TransformerFitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.influences import Influence, influences, learned_from
from zerolint.facts.overlaps import overlap
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.rows import Masked, Picked, Rows, Take, roots, within
from zerolint.facts.scores import Scored
from zerolint.facts.values import Choice, Known, Object, Tensor, Unknown, Value
from zerolint.facts.worlds import parts_inside
from zerolint.queries.dataset_roles import labels, role_of, tests_of, validates

Learned = dict[Object, list[Tensor]]
"""What layers and transformers have learned."""
RANDOM = ("numpy.random.", "tf.random.")
"""Operators that draw numbers."""


class HeldOut(NamedTuple):
    """Held-out rows beside those that are trained on; `place` is where they were held out, by `event`.

    `model` is the layers' output that is trained, where there is one.
    """

    trained: Tensor
    tested: Tensor
    place: Place
    event: Event
    outputs: tuple[Value, ...] = ()
    rotates: bool = False
    """Whether every row is held out in its turn: the tested rows are those trained on."""
    until: float = math.inf
    """The order of the fit: what a layer learns later shapes no training."""


def held_out(facts: Facts) -> Iterator[HeldOut]:
    """By a split, by a fit and its validation or evaluation, by names in one scope, by cross-validation."""
    yield from _by_split(facts)
    yield from _by_use(facts)
    yield from _by_name(facts)
    for event in facts.of(CrossValidated):
        if isinstance(event.x, Tensor):
            yield HeldOut(event.x, event.x, event.place, event, rotates=True)
    for fit in facts.of(Fitted):
        if isinstance(fit.x, Tensor) and isinstance(fit.validation_split, Known) and fit.validation_split.value:
            yield HeldOut(fit.x, fit.x, fit.place, fit, rotates=True)


def _by_split(facts: Facts) -> Iterator[HeldOut]:
    thrown = _thrown_away(facts)
    for event in facts.of(Split):
        for train, test in zip(event.train, event.test, strict=True):
            if isinstance(train, Tensor) and isinstance(test, Tensor) and test.key not in thrown:
                yield HeldOut(train, test, event.place, event)


def _thrown_away(facts: Facts) -> set[int]:
    """The arrays that have no other name than `_`: nothing is tested on them."""
    named: dict[int, set[str]] = {}
    for event in facts.of(Bound):
        if isinstance(event.value, Tensor):
            named.setdefault(event.value.key, set()).add(event.name.strip("_"))
    return {key for key, names in named.items() if key and names == {""}}


def _by_use(facts: Facts) -> Iterator[HeldOut]:
    named = [each for each in facts.of(Bound) if role_of(each.name) == "test"]
    judged = _first_test(facts)
    for fit in facts.of(Fitted):
        if not isinstance(fit.x, Tensor):
            continue
        tests: list[tuple[Value, Event]] = [(fit.validation[0], fit)] if fit.validation else []
        tests += [(each.x, each) for each in tests_of(facts, fit)]
        for tested, event in tests:
            if isinstance(tested, Tensor) and _apart(
                fit.x, tested, asked=_asked(event, tested, named if event.order < judged else [])
            ):
                yield HeldOut(
                    fit.x, tested, _cut_place(fit.x, tested, event.place), event, fit.outputs, until=fit.order
                )


def _first_test(facts: Facts) -> float:
    """When a model is first judged by a score: what is asked of one later is often a forecast, whatever its name."""
    scored = [each.order for each in facts.of(Scored)]
    scored += [each.order for each in facts.of(Evaluated) if not each.predicts]
    return min(scored, default=math.inf)


def _asked(event: Event, tested: Tensor, named: list[Bound]) -> bool:
    """Whether a model predicts something of these rows, and no name says that this is a test."""
    if not isinstance(event, Evaluated) or not event.predicts:
        return False
    made_of = {each.key for each in ancestors(tested)} - {0}
    return not any(each.value.place == event.place or getattr(each.value, "key", 0) in made_of for each in named)


def _by_name(facts: Facts) -> Iterator[HeldOut]:
    """A slice called train and one called test, in one scope and cut from one array."""
    scopes: dict[tuple[int, bool], dict[str | None, list[Bound]]] = {}
    for event in facts.of(Bound):
        if isinstance(event.value, Tensor) and role_of(event.name) and _cut(event.value) is not None:
            scope = scopes.setdefault((event.frame, labels(event.name)), {})
            scope.setdefault(role_of(event.name), []).append(event)
    for scope in scopes.values():
        for train in scope.get("train", []):
            for test in scope.get("test", []):
                assert isinstance(train.value, Tensor)
                assert isinstance(test.value, Tensor)
                if (
                    _of_one_array(train.value, test.value)
                    and _apart(train.value, test.value)
                    and not contradict(train.labels, test.labels)
                ):
                    yield HeldOut(train.value, test.value, _cut_place(train.value, test.value, test.place), test)


def _apart(trained: Tensor, tested: Tensor, *, asked: bool = False) -> bool:
    """Whether nothing shows that the tested rows are also trained on.

    Where a loop walks over an array in training, nothing shows either that it leaves a part out: that part is held
    out where it is used or named as a test, and not where a model is only `asked` about it.
    """
    if trained.rows is not None and tested.rows is not None and roots(trained.rows) & roots(tested.rows):
        shared = overlap(trained.rows, tested.rows)
        if shared is not None:
            return shared.shared == 0
        if within(tested.rows, trained.rows):
            return False
    before = {each.key for each in ancestors(trained)}
    made_of = list(ancestors(tested))
    if trained.key and any(each.key == trained.key for each in made_of):
        # A window of the very array that is fitted.
        return False
    own = [each for each in made_of if each.key not in before]
    # Made of the same array, and nothing was cut from it on the way: the same rows, whatever became of their numbers.
    walked = {_walked(each) for each in ancestors(trained)} - {None}
    cuts = [each for each in own if _cuts(each) and _walked(each) not in walked]
    # A part of what is trained on as a whole is not held out, whatever was made of it since.
    cuts = [each for each in cuts if None in (each.rows, trained.rows) or not within(each.rows, trained.rows)]
    if asked:
        # The end of what was walked over, and what is cut from that again as predictions are put behind it.
        ends = {id(each) for each in cuts if isinstance(each.rows, Take) and each.rows.base in walked}
        cuts = [each for each in cuts if not any(id(before) in ends for before in ancestors(each))]
    return len(own) == len(made_of) or bool(cuts)


def _walked(value: Tensor) -> Rows | None:
    """The array that a loop walks over, where this is a window of it of which nothing is known where it begins.

    Batches that a loop takes from an array one after the other are all of it, in training as in a test.
    """
    rows = value.rows
    walks = value.operator == "slice" and isinstance(rows, Take) and isinstance(rows.start, (Unknown, Tensor))
    return rows.base if walks and isinstance(rows, Take) else None


def _of_one_array(trained: Tensor, tested: Tensor) -> bool:
    """Whether these may be parts of one array: by their row numbers, or by a cut where these were lost on the way."""
    if trained.rows is None or tested.rows is None or roots(trained.rows) & roots(tested.rows):
        return True
    before = {each.key for each in ancestors(trained)}
    cuts = [each for each in ancestors(tested) if _cuts(each) and each.key not in before]
    return any(isinstance(each, Tensor) and each.key in before for cut in cuts for each in cut.operands)


def _cut(value: Value) -> Tensor | None:
    return next((each for each in ancestors(value) if _cuts(each)), None)


def _cuts(value: Tensor) -> bool:
    return value.operator in ("slice", "split")


def _cut_place(trained: Tensor, tested: Tensor, otherwise: Place) -> Place:
    """Where the tested rows part from those that are trained on: windows may be cut from them later, by a helper."""
    before = {each.key for each in ancestors(trained)}
    own = [each for each in ancestors(tested) if _cuts(each) and each.key not in before]
    first = min(own, key=lambda each: each.key, default=_cut(tested))
    return otherwise if first is None else first.place


class PreprocessingLeak(NamedTuple):
    """Something that was learned from held-out rows and shapes what is trained on."""

    influence: Influence
    held: HeldOut
    clean: bool
    """Whether a model that it shaped is also tested on rows it was not learned from."""


class InfluenceOnTraining(NamedTuple):
    """Something that was learned on the way to training rows, and held-out rows beside these."""

    influence: Influence
    held: HeldOut
    seen: bool
    """Whether it was learned from some of the held-out rows."""


def influences_on_training(facts: Facts) -> Iterator[InfluenceOnTraining]:
    """Every fit of a transformer that shaped what is trained on, with each place that holds rows out beside it."""
    learned: dict[tuple[int, int, float], list[Influence]] = {}
    for held in held_out(facts):
        key = id(held.trained), id(held.outputs), held.until
        if key not in learned:
            learned[key] = list(_of(held.trained, held.outputs, learned_by(facts, held.until)))
        for influence in learned[key]:
            if isinstance(held.event, Fitted) and held.rotates and influence.uses != "copies":
                # The last rows of a fit choose a model at best: what a scaler knows of them hardly matters.
                continue
            yield InfluenceOnTraining(influence, held, _seen(influence, held))


def _seen(influence: Influence, held: HeldOut) -> bool:
    if influence.uses == "copies" and (_written_out(influence.source) or not _held_by_place(influence, held)):
        return False
    return learned_from(influence.source, held.tested)


def preprocessing_leaks(facts: Facts) -> Iterator[PreprocessingLeak]:
    """Every fit of a transformer that saw rows which were held out later, with the first place that holds them out."""
    adapted = learned_by(facts)
    told: set[tuple[bool, int]] = set()
    for influence, held, seen in influences_on_training(facts):
        if influence.uses == "statistic" and _drawn(influence.source):
            continue
        if seen and influence.lesson not in told:
            told.add(influence.lesson)
            clean = _chooses(facts, influence, held) or _tested_clean(facts, influence, adapted)
            yield PreprocessingLeak(influence, held, clean)


def _written_out(source: Tensor) -> bool:
    """Whether rows are written in the script itself: a truth table is known by heart on purpose."""
    lists = (each for each in ancestors(source) if each.operands and isinstance(each.operands[0], Object))
    return any(isinstance(each.attribute("values"), Known) for each in lists)


def _held_by_place(influence: Influence, held: HeldOut) -> bool:
    """Whether copies were held out too, or else some of the copied rows of which no condition says that they are not.

    A bootstrap is tested on the rows that it did not draw.
    """
    if _applies(held.tested, influence):
        return True
    copied, tested = influence.source.rows, held.tested.rows
    if copied is None or tested is None or not within(tested, copied):
        return False
    chosen = any(
        isinstance(each, Picked) or (isinstance(each, Masked) and not each.chance) for each in parts_inside(tested)
    )
    return not chosen


def _chooses(facts: Facts, influence: Influence, held: HeldOut) -> bool:
    """Whether what is held out only chooses a model, which test rows from elsewhere test."""
    if isinstance(held.event, Fitted) and held.rotates:
        return True
    if held.rotates and any(each.attribute("train") == Known(True) for each in ancestors(held.trained)):
        # Folds of the training part that a split gave.
        return True
    named = [(each.name, each.value) for each in facts.of(Bound) if isinstance(each.value, Tensor)]
    if not held.rotates and not any(value.key == held.tested.key and validates(name) for name, value in named):
        return False
    tests = [(name, value) for name, value in named if role_of(name) == "test" and not validates(name)]
    # Test rows without labels, as competitions have them, test nothing.
    return any(labels(name) for name, _ in tests) and any(
        _applies(value, influence) and not learned_from(influence.source, value) for _, value in tests
    )


def _applies(value: Value, influence: Influence) -> bool:
    """Whether an array was made with what was learned."""
    used = (part for each in ancestors(value) for part in (each, *each.operands) if isinstance(part, Tensor))
    return any(each.key == influence.key for each in used)


def _drawn(source: Tensor) -> bool:
    """Whether all numbers are drawn by the script itself: of these, nothing is to be found out by a test."""
    for each in ancestors(source):
        made_of = [part for part in each.operands if isinstance(part, (Tensor, Unknown, Choice))]
        known = [part for part in made_of if isinstance(part, Tensor)]
        if len(known) < len(made_of) or not (known or each.operator.startswith(RANDOM)):
            return False
    return True


def learned_by(facts: Facts, order: float = math.inf) -> Learned:
    """What each layer and transformer knows when the run has come so far: a fit replaces those before it."""
    found: Learned = {}
    for event in facts.of(TransformerFitted):
        if event.order < order and isinstance(event.transformer, Object) and isinstance(event.fit, Tensor):
            found[event.transformer] = [event.fit]
    return found


def _of(trained: Value, outputs: tuple[Value, ...], adapted: Learned) -> Iterator[Influence]:
    """What was learned on the way to a model's answers; which categories there are tells nothing about rows."""
    for made in (trained, *outputs):
        yield from (each for each in influences(made, adapted) if each.uses != "categories")


def _tested_clean(facts: Facts, influence: Influence, adapted: Learned) -> bool:
    for test in facts.of(Evaluated):
        if test.predicts or not isinstance(test.x, Tensor) or learned_from(influence.source, test.x):
            continue
        for fit in facts.of(Fitted):
            shaped = fit.model == test.model and fit.order < test.order
            if shaped and any(each.place == influence.place for each in _of(fit.x, fit.outputs, adapted)):
                return True
    return False

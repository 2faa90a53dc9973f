"""What a value was chosen by: the figures of models that went into it, and the rows that these were judged on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import CrossValidated, Evaluated, Event
from zerolint.facts.influences import ANY_ITEM, TURN
from zerolint.facts.scores import Scored
from zerolint.facts.values import Choice, Object, Sequence, Tensor, Unknown, Value

CHOSEN = ("best_params_", "best_estimator_", "best_index_", "cv_results_")
"""What a search tells of its choice."""
CONTAINERS = frozenset({"list", "tuple", "dict", "set"})
ESTIMATORS = ("sklearn.", "imblearn.", "xgboost.", "lightgbm.", "catboost.")
MOST_STEPS = 2_000


class Judgement(NamedTuple):
    """Models, or what one answers, were judged on these rows: `x`, and their truth `y`, by `event`."""

    event: Event
    x: Value
    y: Value


class Judgements:
    """All judgements of a run, by what came out of each."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._figures: dict[int, Judgement] = {}
        for scored in facts.of(Scored):
            self._note(scored.figure, Judgement(scored, scored.predicted, scored.true))
        for test in facts.of(Evaluated):
            if not test.predicts:
                self._note(test.answers, Judgement(test, test.x, test.y))
        self._searches = {
            each.model.key: Judgement(each, each.x, each.y)
            for each in facts.of(CrossValidated)
            if isinstance(each.model, Object)
        }
        self._owners = _owners(facts.slots)

    def _note(self, figure: Value, judgement: Judgement) -> None:
        if isinstance(figure, Unknown) and figure.key:
            self._figures[figure.key] = judgement

    def behind(self, value: Value, *, of_model: bool = False) -> Iterator[Judgement]:
        """Those that a value depends on; `of_model`: it is one, and depends on what its parameters do."""
        model = value.key if of_model and isinstance(value, Object) else 0
        for each in self._all_behind(value, of_model):
            if isinstance(each, Unknown):
                yield from self._judged(each.key, model)

    def picks(self, value: Value, judgement: Judgement, *, in_turn: bool) -> bool:
        """Whether a value is picked out of the figures of a curve by what these are.

        One of them weighed against another, as in `at[argmax(hits - alarms)]`, or at a place that is not known; not
        `at[5]`, which is the same whatever comes out, and not each where they are used `in_turn`, in a loop.
        """
        arrays = set[int]()
        for each in self._all_behind(value, of_model=False):
            if isinstance(each, Unknown):
                arrays.add(self._array(each.key, judgement))
            elif isinstance(each, Tensor) and _at_unknown_place(each, in_turn):
                return True
        return len(arrays - {0}) > 1

    def _array(self, key: int, judgement: Judgement) -> int:
        """Which of the arrays that a curve consists of an unknown thing is read from; 0: from none."""
        inner, seen = 0, set[int]()
        while key and key not in seen:
            seen.add(key)
            if self._figures.get(key) == judgement:
                return inner or key
            inner, key = key, self._owners.get(key, (0, ""))[0]
        return 0

    def _all_behind(self, value: Value, of_model: bool) -> Iterator[Value]:
        waiting, seen = [value], set[int]()
        while waiting and len(seen) < MOST_STEPS:
            each = waiting.pop()
            if id(each) in seen:
                continue
            seen.add(id(each))
            yield each
            waiting += self._parts(each, of_model)

    def _judged(self, key: int, model: int) -> Iterator[Judgement]:
        """What an unknown thing came out of, itself or what it is a part of."""
        seen = set[int]()
        while key and key not in seen:
            seen.add(key)
            if key in self._figures:
                yield self._figures[key]
            owner, slot = self._owners.get(key, (0, ""))
            if owner in self._searches and owner != model and slot in CHOSEN:
                yield self._searches[owner]
            key = owner

    def _parts(self, value: Value, of_model: bool) -> list[Value]:
        if isinstance(value, Choice):
            return [arm for _, arm in value.arms]
        if isinstance(value, Sequence):
            return list(value.items)
        if isinstance(value, Tensor):
            return [*value.operands, *(each for _, each in value.attributes)]
        if isinstance(value, Object) and (value.kind in CONTAINERS or (of_model and value.kind.startswith(ESTIMATORS))):
            return list(self._facts.arguments(value).values())
        return []


def _at_unknown_place(item: Tensor, in_turn: bool) -> bool:
    """Whether something is looked up by what is not known, unless a loop takes each."""
    given = dict(item.attributes)
    place = given.get("index")
    return isinstance(place, Unknown) and TURN not in given and not (in_turn and place.reason == ANY_ITEM)


def _owners(slots: Mapping[tuple[int, str], Value]) -> dict[int, tuple[int, str]]:
    """Of which thing, under which name, each unknown thing was read: an item, an attribute."""
    return {
        value.key: (key, name)
        for (key, name), value in slots.items()
        if isinstance(value, Unknown) and value.key and (name.startswith(("[", ".")) or name in CHOSEN)
    }

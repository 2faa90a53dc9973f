"""Inputs and labels that two calls split, each in a random order of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Fitted, Seeded, Split
from zerolint.facts.paths import contradict
from zerolint.facts.values import NONE, Known, Object, Sequence, Tensor, Value
from zerolint.queries.dataset_roles import INPUT_WORDS, LABEL_WORDS, inputs, labels, names_of, role_of
from zerolint.queries.identifiers import words


class TornPair(NamedTuple):
    """The splits of inputs and of their labels, with what the script calls the parts; `used` by a fit."""

    inputs: Split
    labels: Split
    names: tuple[str, str]
    used: bool

    @property
    def later(self) -> Split:
        """The second one of the two."""
        return max(self.inputs, self.labels, key=lambda each: each.order)


def torn_pairs(facts: Facts) -> Iterator[TornPair]:
    """Inputs and labels that are fitted together, or named alike, each two calls told once."""
    told: set[tuple[int, int]] = set()
    for pair in (*_fitted(facts), *_named(facts)):
        key = pair.inputs.place, pair.labels.place
        if key not in told and _torn(facts, pair.inputs, pair.labels):
            told.add(key)
            yield pair


def _fitted(facts: Facts) -> Iterator[TornPair]:
    splits = _splits(facts)
    for fit in facts.of(Fitted):
        labelled = _last_split(fit.y)
        for each in _inputs(facts, fit.x):
            given = _last_split(each)
            if given is None or labelled is None or _call(given) == _call(labelled):
                continue
            # Of two train parts, that of one may have been split once more than that of the other.
            alike = given.attribute("train") == labelled.attribute("train")
            if alike and _call(_last_split(_source(given))) == _call(_last_split(_source(labelled))):
                names = _name(facts, given, "the inputs"), _name(facts, labelled, "the labels")
                yield TornPair(splits[_call(given)], splits[_call(labelled)], names, used=True)


def _inputs(facts: Facts, given: Value) -> tuple[Value, ...]:
    """The arrays that a model is fitted on, also in a list or a tuple of them."""
    items = facts.slots.get((given.key, "items")) if isinstance(given, Object) else given
    return items.items if isinstance(items, Sequence) else (given,)


def _name(facts: Facts, part: Tensor, otherwise: str) -> str:
    return next((each.name for each in names_of(facts).get(part.key, ())), otherwise)


def _named(facts: Facts) -> Iterator[TornPair]:
    """`X_train, X_test` and `y_train, y_test` of two calls in one scope, where no fit shows what belongs together."""
    splits = _splits(facts)
    fitted = {_call(_last_split(each)) for fit in facts.of(Fitted) for each in (fit.x, fit.y)}
    bound = [(each, _call(each.value)) for each in facts.of(Bound) if role_of(each.name) == "train"]
    for x, first in bound:
        for y, second in bound:
            if None in (first, second) or first == second or {first, second} & fitted or x.frame != y.frame:
                continue
            alone = len(splits[first].train) == len(splits[second].train) == 1
            if alone and inputs(x.name) and labels(y.name) and _stem(x.name) == _stem(y.name):
                yield TornPair(splits[first], splits[second], (x.name, y.name), used=False)


def _stem(name: str) -> list[str]:
    """What is left of a name without the word for inputs or labels."""
    return [each.lstrip("xy") for each in words(name) if each not in INPUT_WORDS | LABEL_WORDS]


def _splits(facts: Facts) -> dict[object, Split]:
    return {_call(part): split for split in facts.of(Split) for part in split.train}


def _call(value: Value | None) -> object:
    """Which call split this off."""
    number = value.attribute("split") if isinstance(value, Tensor) and value.operator == "split" else None
    return number.value if isinstance(number, Known) else None


def _source(part: Tensor) -> Value:
    return part.operands[0] if part.operands else NONE


def _last_split(value: Value) -> Tensor | None:
    """The part of a split that an array is, or was made of row by row."""
    while isinstance(value, Tensor):
        if value.operator == "split":
            return value
        value = value.operands[0] if value.operands else NONE
    return None


def _torn(facts: Facts, first: Split, second: Split) -> bool:
    """Whether both calls are known to draw an order, and not the same one."""
    seeds = first.seed, second.seed
    if contradict(first.labels, second.labels) or not all(isinstance(each, Known) for each in seeds):
        return False
    if Known(False) in (first.shuffle, second.shuffle):
        return False
    if (first.test_size, first.train_size) != (second.test_size, second.train_size):
        return False
    if first.seed == second.seed != NONE:
        return (first.stratify == NONE) != (second.stratify == NONE)
    between = range(*sorted((first.order, second.order)))
    return seeds != (NONE, NONE) or not any(each.order in between for each in facts.of(Seeded))

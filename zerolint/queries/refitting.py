"""Transformers that are fitted anew on tested rows: the model was trained on what another fit learned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Evaluated, Event, Fitted, TransformerFitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.influences import Influence, influences, learned_from
from zerolint.facts.reading import file_of
from zerolint.facts.rows import Root, within
from zerolint.facts.values import Tensor, Value
from zerolint.queries.dataset_roles import tests_of
from zerolint.queries.hold_out import Learned, learned_by


class Refit(NamedTuple):
    """What the training rows taught, and what was learned in its place from the rows of `test`, on the same columns.

    `targets`: both are about what is predicted, not about what it is predicted from.
    """

    taught: Influence
    relearned: Influence
    trained: Tensor
    tested: Tensor
    test: Event
    targets: bool


class Applied(NamedTuple):
    """Something that tested rows went through; `anew`: it was learned from these rows."""

    influence: Influence
    tested: Tensor
    anew: bool


class Arrays(NamedTuple):
    """What a model is trained on beside what it is tested on, each with the layers that it goes through."""

    trained: Value
    tested: Value
    outputs: tuple[Value, ...]
    test: Fitted | Evaluated
    targets: bool


def refits(facts: Facts) -> Iterator[Refit]:
    """Every fit on tested rows that stands where the model was trained behind a fit on training rows."""
    told: set[int] = set()
    for fit in facts.of(Fitted):
        before = learned_by(facts, fit.order)
        for pair in _arrays(facts, fit):
            if not isinstance(pair.trained, Tensor) or not isinstance(pair.tested, Tensor):
                continue
            taught = _on_the_way(pair.trained, pair.outputs, before)
            relearned = _on_the_way(pair.tested, pair.outputs, learned_by(facts, pair.test.order)) if taught else []
            used = {each.key for each in relearned}
            for anew in relearned:
                first = None if anew.key in told else _replaced(anew, taught, used, pair.trained, pair.tested)
                if fit.earlier and not _of_these_alone(anew.source, pair.tested):
                    # Another script trained the model, on a part of the same rows as far as this one shows.
                    continue
                if first is not None and not _trained_on_too(facts, anew, fit, pair):
                    told.add(anew.key)
                    yield Refit(first, anew, pair.trained, pair.tested, pair.test, pair.targets)


def applied(facts: Facts) -> Iterator[Applied]:
    """Every fit of a transformer on the way to rows that a model is tested on or asked about."""
    for fit in facts.of(Fitted):
        for pair in _arrays(facts, fit):
            if isinstance(pair.trained, Tensor) and isinstance(pair.tested, Tensor):
                for each in _on_the_way(pair.tested, pair.outputs, learned_by(facts, pair.test.order)):
                    yield Applied(each, pair.tested, _from_these(each.source, pair.tested))


def _arrays(facts: Facts, fit: Fitted) -> Iterator[Arrays]:
    """What a model is trained on, beside what it is validated, tested and asked about."""
    if fit.validation:
        yield Arrays(fit.x, fit.validation[0], fit.outputs, fit, False)
        for targets in fit.validation[1:]:
            yield Arrays(fit.y, targets, (), fit, True)
    for test in tests_of(facts, fit):
        yield Arrays(fit.x, test.x, fit.outputs, test, False)
        yield Arrays(fit.y, test.y, (), test, True)


def _trained_on_too(facts: Facts, anew: Influence, fit: Fitted, pair: Arrays) -> bool:
    """Whether the model is also fitted on rows that went through this: each fit may belong to another test."""
    others = [each for each in facts.of(Fitted) if each.model == fit.model]
    adapted = learned_by(facts, fit.order)
    return any(
        anew.key == known.key
        for each in others
        for known in _on_the_way(each.y if pair.targets else each.x, (), adapted)
    )


def _on_the_way(value: Value, outputs: tuple[Value, ...], adapted: Learned) -> list[Influence]:
    """What was learned from rows on the way to these; copies of rows are no fit of anything."""
    return [each for made in (value, *outputs) for each in influences(made, adapted) if each.uses != "copies"]


def _replaced(
    anew: Influence, taught: list[Influence], used: set[int], trained: Tensor, tested: Tensor
) -> Influence | None:
    """The fit on training rows whose place one on tested rows takes; None where that was not learned from these alone.

    What the tested rows went through as well was not replaced.
    """
    if not _from_these(anew.source, tested) or _from_these(anew.source, trained):
        return None
    for each in taught:
        alike = (each.transformer, each.fills) == (anew.transformer, anew.fills) and each.key not in used
        if alike and _from_these(each.source, trained) and not _from_these(each.source, tested):
            return None if _same_files(each.source, anew.source) else each
    return None


def _from_these(source: Tensor, array: Tensor) -> bool:
    """Whether something was learned from these rows: from all, or from those that an unknown name or number picks."""
    return _of_these_alone(source, array) or learned_from(source, array)


def _of_these_alone(source: Tensor, array: Tensor) -> bool:
    return source.rows is not None and array.rows is not None and within(source.rows, array.rows)


def _same_files(first: Tensor, again: Tensor) -> bool:
    """Whether both are all rows of the same files, read twice: what is learned from them is the same."""
    if not isinstance(first.rows, Root) or not isinstance(again.rows, Root):
        return False
    here, there = ([each for each in ancestors(value) if file_of(each) is not None] for value in (first, again))
    apart = not {each.key for each in here} & {each.key for each in there}
    return apart and bool(here) and {file_of(each) for each in here} == {file_of(each) for each in there}


def same_transformer(facts: Facts, refit: Refit) -> bool:
    """Whether one object learned both, with nothing between: without the second fit it knows the training rows."""
    fits = [each for each in facts.of(TransformerFitted) if isinstance(each.fit, Tensor)]
    anew = next((each for each in fits if _key(each) == refit.relearned.key), None)
    if anew is None:
        return False
    own = [each for each in fits if each.transformer == anew.transformer and each.order < anew.order]
    return bool(own) and _key(own[-1]) == refit.taught.key


def _key(event: TransformerFitted) -> int:
    return event.fit.key if isinstance(event.fit, Tensor) else 0

"""ZL121: a model that is fitted on the training part is cross-validated on the test part."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import PREDICTION, CrossValidated, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.overlaps import overlap
from zerolint.facts.paths import contradict
from zerolint.facts.places import Evidence
from zerolint.facts.rows import roots
from zerolint.facts.values import Known, Object, Tensor, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dataset_roles import held_for, names_of, tests_of
from zerolint.queries.resubstitution import same_rows


@detects("ZL121")
def cross_validated_test_set(facts: Facts, options: Options) -> Iterator[Hit]:
    """Cross-validation trains new models on folds of the test part: it tells nothing of the one that was fitted."""
    fits = facts.of(Fitted)
    fitted = {fit.place for fit in fits}
    # A search is fitted where it cross-validates.
    names = names_of(facts)
    folded = [each for each in facts.of(CrossValidated) if each.place not in fitted]
    for event in folded:
        others: list[Fitted | CrossValidated] = [*fits, *(each for each in folded if each is not event)]
        for other in others:
            alike = _same_class(event.model, other.model) and not contradict(event.labels, other.labels)
            if alike and _held_out(facts, event, other):
                does = "fitted" if isinstance(other, Fitted) else "cross-validated"
                part = held_for(names, event.x, event)
                yield Hit(
                    at=event.place,
                    data={"line": other.place, "does": does, "part": part},
                    because=(
                        Evidence(other.place, f"the model is {does} on the training part"),
                        Evidence(event.place, f"copies of it are fitted here, on folds of the {part} part"),
                    ),
                    certainty=certainty_of(event),
                )
                break


def _same_class(first: Value, second: Value) -> bool:
    """Whether two estimators are one, or at least of one class."""
    return isinstance(first, Object) and isinstance(second, Object) and first.kind == second.kind


def _held_out(facts: Facts, event: CrossValidated, other: Fitted | CrossValidated) -> bool:
    """Whether the folds are of rows held out from the others: the test part of a split, or what the model is tested on.

    Rows that another model's answers were made of are the training rows of the next one (stacking).
    """
    tested, trained = event.x, other.x
    if not isinstance(tested, Tensor) or not isinstance(trained, Tensor):
        return False
    if any(each.operator == PREDICTION for each in ancestors(tested)) or not _apart(trained, tested):
        return False
    if _part(tested) is False and _part(trained) is True:
        return True
    return isinstance(other, Fitted) and any(same_rows(each.x, tested) for each in tests_of(facts, other))


def _apart(trained: Tensor, tested: Tensor) -> bool:
    """Whether none of the rows is in both."""
    if trained.rows is None or tested.rows is None:
        return False
    if not roots(trained.rows) & roots(tested.rows):
        return True
    shared = overlap(trained.rows, tested.rows)
    return shared is not None and shared.shared == 0


def _part(value: Tensor) -> bool | None:
    """Whether the last split gave these rows as its training part or as its test part; None without a split."""
    found = (each.attribute("train") for each in ancestors(value))
    return next((bool(part.value) for part in found if isinstance(part, Known)), None)

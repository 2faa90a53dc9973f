"""Rows that a model is fitted on and tested on, as they are, with nothing cut from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import UNKNOWN, Bound, CrossValidated, Evaluated, Event, Fitted, Printed, Split
from zerolint.facts.graphs import ancestors
from zerolint.facts.overlaps import overlap
from zerolint.facts.places import Place
from zerolint.facts.rows import Rows, roots
from zerolint.facts.sizes import ENDLESS
from zerolint.facts.values import Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import SANITY_WORDS, names_of, role_of, tests_of
from zerolint.queries.identifiers import words
from zerolint.queries.script_kind import same_data

MADE_UP = ("numpy.random.", "tf.random.", "numpy.zeros", "numpy.ones", "tf.zeros", "tf.ones", "numpy.arange")
"""Operators whose result is no data: with such targets nothing is to be learnt, and so nothing tested."""
FILES = frozenset(
    f"numpy.{name}" for name in "load loadtxt genfromtxt fromfile fromregex memmap recfromcsv recfromtxt".split()
)
"""What reads an array from a file."""
ONE_PASS = frozenset({"generator", "iterator", "object"})
"""Kinds of what gives its items once, as far as is known; an instance of a class of the script's own may."""
UNSUPERVISED = ("sklearn.cluster.", "sklearn.mixture.")
CLASSIFIES = frozenset({"accuracy_score", "balanced_accuracy_score", "f1_score", "classification_report"})


class Resubstitution(NamedTuple):
    """A test on the rows of a fit; `score` says what it gives, `usual` whether that is often meant so."""

    fit: Fitted
    event: Event
    place: Place
    score: str
    usual: bool = False


def reuses(facts: Facts) -> Iterator[Resubstitution]:
    """Every test on the rows of a fit, each told once."""
    told: set[Place] = set()
    for reuse in (*validated(facts), *labelled_otherwise(facts), *named_as_test(facts), *scored_only(facts)):
        if reuse.event.place not in told or reuse.event is reuse.fit:
            told.add(reuse.event.place)
            yield reuse


def validated(facts: Facts) -> Iterator[Resubstitution]:
    """Fits that are validated on the rows they are fitted on."""
    names = names_of(facts)
    for fit in facts.of(Fitted):
        if not fit.validation or not same_rows(fit.x, fit.validation[0]) or _made_up(fit.y) or _goes_on(fit):
            continue
        called = [each.name for each in names.get(getattr(fit.validation[0], "key", 0), ())]
        if any(role_of(each) == "test" or set(words(each)) & SANITY_WORDS for each in called):
            # The name was given to the wrong rows (another rule), or says that nothing is measured.
            continue
        yield Resubstitution(fit, fit, fit.validation_place, "the validation cost", usual=same_data(fit.x, fit.y))


def _goes_on(fit: Fitted) -> bool:
    """Whether each row is drawn once, from an iterator, so that what is validated on comes after what is trained on."""
    return isinstance(fit.x, Object) and fit.x.kind in ONE_PASS and fit.batches != ENDLESS


def labelled_otherwise(facts: Facts) -> Iterator[Resubstitution]:
    """Scores of the training rows against the labels of other rows: the test rows are made of the wrong ones."""
    for fit, test in _tests_on_training_rows(facts):
        if not isinstance(fit.y, Tensor) or not isinstance(test.y, Tensor) or fit.y.rows is None or test.y.rows is None:
            continue
        same_source = bool(roots(fit.y.rows) & roots(test.y.rows))
        shared = overlap(fit.y.rows, test.y.rows) if same_source else None
        if shared is not None and shared.total and not shared.shared:
            made = isinstance(fit.x, Tensor) and isinstance(test.x, Tensor) and test.x.key != fit.x.key
            yield Resubstitution(fit, test, test.x.place if made else test.place, "the test score")


def named_as_test(facts: Facts) -> Iterator[Resubstitution]:
    """Scores on the training rows that the script calls test scores."""
    results: dict[Place, list[Bound]] = {}
    for bound in facts.of(Bound):
        results.setdefault(bound.value.place, []).append(bound)
    names = names_of(facts)
    for fit, test in _tests_on_training_rows(facts):
        of = [each.name for each in names.get(getattr(test.x, "key", 0), ())]
        called = [each.name for each in results.get(test.place, ()) if role_of(each.name) == "test"]
        if called and not any(role_of(each) == "test" for each in of):
            yield Resubstitution(fit, test, test.place, called[-1])


def scored_only(facts: Facts) -> Iterator[Resubstitution]:
    """Scores on the training rows in a script that tests on no other rows."""
    # A search is fitted where it cross-validates, and its model on all the rows in the end.
    fitted = {fit.place for fit in facts.of(Fitted)}
    held_out = [*facts.of(Split), *(each for each in facts.of(CrossValidated) if each.place not in fitted)]
    validated_fits = [fit for fit in facts.of(Fitted) if fit.validation or fit.validation_split != UNKNOWN]
    if held_out or validated_fits:
        return
    pairs = {test.place: (fit, test) for fit, test in _tests_on_training_rows(facts)}
    elsewhere = [
        test for test in facts.of(Evaluated) if test.place not in pairs and not _asks_training_rows(facts, test)
    ]
    if elsewhere:
        return
    for fit, test in pairs.values():
        if not _made_up(fit.y) and not _written_out(facts, fit.x) and not _said_to_be_of_training(facts, test):
            usual = fit.library != "sklearn" or test.method not in CLASSIFIES or test.repeated or test.uncalled
            yield Resubstitution(fit, test, test.place, "the only score", usual=usual)


def _said_to_be_of_training(facts: Facts, test: Evaluated) -> bool:
    """Whether the script itself calls the score one of the training rows, by its name or where it prints it."""
    names = [each.name for each in facts.of(Bound) if each.value.place == test.place]
    printed = next((each for each in facts.of(Printed) if each.order > test.order), None)
    return any(role_of(each) == "train" for each in (*names, printed.text if printed is not None else ""))


def _tests_on_training_rows(facts: Facts) -> Iterator[tuple[Fitted, Evaluated]]:
    fits = facts.of(Fitted)
    for fit in fits:
        if not isinstance(fit.model, Object) or fit.model.kind.startswith(UNSUPERVISED):
            continue
        for test in tests_of(facts, fit):
            refitted = any(each.model == fit.model and fit.order < each.order < test.order for each in fits)
            if not refitted and not test.predicts and same_rows(fit.x, test.x):
                yield fit, test


def _asks_training_rows(facts: Facts, test: Evaluated) -> bool:
    """Whether a prediction is asked for rows that the model was fitted on."""
    fits = [fit for fit in facts.of(Fitted) if fit.model == test.model]
    return test.predicts and any(same_rows(fit.x, test.x) for fit in fits)


def same_rows(trained: Value, tested: Value) -> bool:
    """Whether two values hold exactly the same rows."""
    if isinstance(trained, Tensor) and isinstance(tested, Tensor):
        if trained.key == tested.key != 0:
            return True
        return trained.rows is not None and tested.rows is not None and _all_shared(trained.rows, tested.rows)
    if isinstance(trained, Object) and isinstance(tested, Object):
        return trained == tested
    return isinstance(trained, Unknown) and isinstance(tested, Unknown) and trained.key == tested.key != 0


def _all_shared(trained: Rows, tested: Rows) -> bool:
    """Whether each row of either is one of the other, in whatever order."""
    if trained == tested:
        return True
    there, back = overlap(trained, tested), overlap(tested, trained)
    return there is not None and back is not None and there.whole and back.whole


def _made_up(targets: Value) -> bool:
    return isinstance(targets, Tensor) and targets.operator.startswith(MADE_UP)


def _written_out(facts: Facts, x: Value) -> bool:
    """Whether rows, or some of them, are written in the script itself: a truth table is known by heart on purpose."""
    if isinstance(x, (Object, Unknown)):
        items = facts.slots.get((x.key, "items"))
        return isinstance(items, Sequence) and any(_number(facts, each) for each in items.items)
    made = [each for each in ancestors(x) if each.operator.startswith("numpy.") and each.operands == ()]
    return any(each.operator not in FILES for each in made) or (
        isinstance(x, Tensor) and bool(x.operands) and isinstance(x.operands[0], Object)
    )


def _number(facts: Facts, value: Value) -> bool:
    """Whether a value is a number of the script's, or a list of such."""
    return isinstance(value, Known) or (isinstance(value, Object) and _written_out(facts, value))

"""The part that an array plays: what it is used for, or else what its name says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Evaluated, Event, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.paths import contradict
from zerolint.facts.values import Tensor, Unknown, Value
from zerolint.queries.identifiers import words

Role = Literal["train", "test"]
Part = Literal["validation", "test"]
"""What held-out rows are for: to choose a model, or to test the chosen one."""

TEST_WORDS = frozenset(
    {"test", "tests", "testing", "te", "val", "valid", "validation", "validate", "holdout", "eval", "evaluation"}
)
VALIDATION_WORDS = frozenset({"val", "valid", "validation", "validate", "dev"})
"""Those of the test words that speak of a choice between models, and `dev`."""
TRAIN_WORDS = frozenset({"train", "training", "trn", "tr"})
SANITY_WORDS = frozenset(
    {"overfit", "sanity", "debug", "smoke", "tiny", "toy", "dummy", "demo", "fake", "full", "all", "sample", "samples"}
)
VALUE_WORDS = frozenset("eig ei eigen min max mean median std sum abs p key pad fill default init step prev".split())
"""Words beside which `val` is short for a value: `eig_val`, `min_val`."""
LABEL_WORDS = frozenset({"y", "label", "labels", "target", "targets"})
INPUT_WORDS = frozenset({"x", "feature", "features", "data", "image", "images", "input", "inputs"})


class UsedArray(NamedTuple):
    """An array in a role: under which name, and the event that shows it."""

    value: Tensor
    role: Role | None
    name: str
    event: Bound | Fitted | Evaluated

    @property
    def shown(self) -> str:
        """What the script calls it, or what it is used for."""
        return self.name or (judged_data(self.event) if self.role == "test" else "the training data")


def judged_data(event: Event) -> str:
    """What rows without a name are: a fit validates on them, other events test a model on them."""
    return "the validation data" if isinstance(event, Fitted) else "the test data"


def role_of(name: str) -> Role | None:
    """What a name says its array is for; None where it says nothing or both, or speaks of a mere check."""
    found = {word.lstrip("xy") if word not in TEST_WORDS | TRAIN_WORDS else word for word in words(name)}
    if found & SANITY_WORDS or (found & TEST_WORDS == {"val"} and found & VALUE_WORDS):
        return None
    test, train = bool(found & TEST_WORDS), bool(found & TRAIN_WORDS)
    if test == train:
        return None
    return "test" if test else "train"


def validates(name: str) -> bool:
    """Whether a name says that an array is for choosing a model, and not for testing what was chosen."""
    found = set(words(name))
    return bool(found & VALIDATION_WORDS) and not found & (TEST_WORDS - VALIDATION_WORDS)


def labels(name: str) -> bool:
    """Whether a name is that of targets."""
    return bool(_parted(name) & LABEL_WORDS)


def inputs(name: str) -> bool:
    """Whether a name is that of features."""
    return bool(_parted(name) & INPUT_WORDS) and not labels(name)


def _parted(name: str) -> set[str]:
    """The words of a name, `xtrain` and `ytest` taken apart."""
    found = set(words(name))
    for word in words(name):
        if word[:1] in "xy" and word[1:] in TEST_WORDS | TRAIN_WORDS:
            found.add(word[0])
    return found


def names_of(facts: Facts) -> dict[int, list[Bound]]:
    """The names that each array got, by the array's key."""
    found: dict[int, list[Bound]] = {}
    for event in facts.of(Bound):
        if isinstance(event.value, (Tensor, Unknown)):
            found.setdefault(event.value.key, []).append(event)
    return found


def held_for(names: dict[int, list[Bound]], value: Value, event: Event) -> Part:
    """What held-out rows are for: as the nearest name says, or else by the event that shows that they are held out."""
    for each in ancestors(value):
        said = [bound.name for bound in names.get(each.key, ()) if role_of(bound.name) == "test"]
        if said:
            return "validation" if any(map(validates, said)) else "test"
    return "validation" if isinstance(event, Fitted) else "test"


def used_arrays(facts: Facts) -> Iterator[UsedArray]:
    """Every array that got a name, was fitted on or was tested on, with its role."""
    for event in facts.events:
        if isinstance(event, Bound) and isinstance(event.value, Tensor):
            yield UsedArray(event.value, role_of(event.name), event.name, event)
        elif isinstance(event, Fitted):
            yield from _used(event.x, "train", event)
            yield from _used(event.validation[0] if event.validation else None, "test", event)
        elif isinstance(event, Evaluated):
            yield from _used(event.x, "test", event)


def _used(value: Value | None, role: Role, event: Fitted | Evaluated) -> Iterator[UsedArray]:
    if isinstance(value, Tensor):
        yield UsedArray(value, role, "", event)


def tests_of(facts: Facts, fit: Fitted) -> Iterator[Evaluated]:
    """What the fitted model is asked later; an estimator of scikit-learn that is fitted again starts anew."""
    again = min(
        (each.order for each in facts.of(Fitted) if each.model == fit.model and each.order > fit.order),
        default=None,
    )
    for event in facts.of(Evaluated):
        if event.model != fit.model or event.order < fit.order or contradict(fit.labels, event.labels):
            continue
        if fit.library != "sklearn" or again is None or event.order < again:
            yield event

"""Subsets of one directory that two calls choose: whether they leave each other's files out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Evaluated, Event, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.paths import contradict
from zerolint.facts.places import Place
from zerolint.facts.values import Known, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import used_arrays

DECIDES = ("shuffle", "seed", "validation_split")
"""What two calls must agree on to divide a directory: the order of the files, and where it is cut."""


class Subset(NamedTuple):
    """Files of a directory, and the event that shows them."""

    files: Tensor
    event: Bound | Fitted | Evaluated

    @property
    def use(self) -> Place:
        """Where the files get their name or their use."""
        if isinstance(self.event, Bound):
            return self.event.given
        return self.event.validation_place if isinstance(self.event, Fitted) else self.event.place

    @property
    def generated(self) -> bool:
        """Whether a generator gives them, which divides the files of each class before it shuffles."""
        return ".flow" in self.files.operator


class SharedFiles(NamedTuple):
    """A training and a validation subset with files in common, and the argument in which the calls differ."""

    training: Subset
    validation: Subset
    name: str

    @property
    def places(self) -> tuple[Place, Place]:
        """Where both are loaded, or where what one helper loads is named or used."""
        both = self.training, self.validation
        if both[0].files.place == both[1].files.place:
            return both[0].use, both[1].use
        return both[0].files.place, both[1].files.place

    @property
    def values(self) -> tuple[Known, Known]:
        """What is given for it, for training and for validation."""
        found = [each.files.attribute(self.name) for each in (self.training, self.validation)]
        assert isinstance(found[0], Known)
        assert isinstance(found[1], Known)
        return found[0], found[1]


def shared_files(facts: Facts) -> Iterator[SharedFiles]:
    """Each validation subset beside the training subset that it belongs to, where these share files."""
    subsets = [
        Subset(each, part.event) for part in used_arrays(facts) for each in ancestors(part.value) if _chosen(each)
    ]
    told = set()
    for validation in subsets:
        if validation.files.attribute("subset") != Known("validation") or validation.files.place in told:
            continue
        beside = [each for each in subsets if _of_one_directory(each, validation)]
        # Where one of several training subsets fits, that is the one it is used with.
        differing = [_difference(each, validation) for each in beside]
        if beside and None not in differing:
            name = differing[-1]
            assert name is not None
            if name:
                told.add(validation.files.place)
                yield SharedFiles(beside[-1], validation, name)


def _chosen(files: Tensor) -> bool:
    """Whether a call chose these files as a subset of a directory."""
    return files.operator.rpartition(".")[2].endswith(("from_directory", "from_dataframe")) and isinstance(
        files.attribute("subset"), Known
    )


def _of_one_directory(training: Subset, validation: Subset) -> bool:
    here, there = training.files, validation.files
    same = _same(here.attribute("directory"), there.attribute("directory")) and here.operator == there.operator
    return same and here.attribute("subset") == Known("training") and not _apart(training.event, validation.event)


def _apart(first: Event, second: Event) -> bool:
    """Whether no run has both, or each belongs to another turn or call."""
    return contradict(first.labels, second.labels) or first.uncalled != second.uncalled


def _same(first: Value, second: Value) -> bool:
    if isinstance(first, Unknown):
        return isinstance(second, Unknown) and first.key == second.key != 0
    return first == second


def _difference(training: Subset, validation: Subset) -> str | None:
    """The argument by which both share files; None where they leave each other out, empty where that is not known."""
    given = [(training.files.attribute(name), validation.files.attribute(name)) for name in DECIDES]
    if not all(_same(*each) or all(isinstance(value, Known) for value in each) for each in given):
        return ""
    (first_shuffled, shuffled), (first_seed, seed), (first_share, share) = given
    if not training.generated:
        if not _same(first_shuffled, shuffled):
            return "shuffle"
        if shuffled == Known(True) and not _same(first_seed, seed):
            return "seed"
    if _same(first_share, share):
        return None
    numbers = [each.value for each in (first_share, share) if isinstance(each, Known) and isinstance(each.value, float)]
    # The validation files are the last ones, for a generator the first ones.
    return "validation_split" if len(numbers) == 2 and numbers[1] > numbers[0] else None

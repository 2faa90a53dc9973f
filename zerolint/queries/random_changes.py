"""Images that are changed at random on their way into a model: by a generator, or by functions in a map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Evaluated, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.places import Place
from zerolint.facts.values import Choice, Known, Tensor
from zerolint.queries.dataset_roles import UsedArray, used_arrays
from zerolint.queries.identifiers import words
from zerolint.queries.resubstitution import same_rows

GENERATED = "changed at random"
"""The attribute of a generator's images with what changes each of them."""
FUNCTION = re.compile(r"tf\.image\.(stateless_)?random_(?!crop$)")
"""Functions that change an image at random; a crop of a random place is often the size that is wanted."""
MEANT = frozenset({"aug", "augmented", "augment", "tta", "noisy", "robust", "corrupted", "perturbed"})
"""Words of names that say that changed images are tested on purpose."""


class RandomChange(NamedTuple):
    """What changes images that are tested on: its names, where, and whether a generator does it as it gives them."""

    part: UsedArray
    names: tuple[str, ...]
    place: Place
    generated: bool

    @property
    def only_flips(self) -> bool:
        """Whether each image stays as it is, but for a reflection."""
        return all("flip" in each.lower() for each in self.names)


def random_changes_of_tests(facts: Facts) -> Iterator[RandomChange]:
    """What changes the images that a model is validated or evaluated on, told once for each place."""
    told: set[Place] = set()
    fits = facts.of(Fitted)
    for part in used_arrays(facts):
        event = part.event
        if isinstance(event, Bound):
            continue
        if part.role != "test" or (isinstance(event, Evaluated) and event.predicts) or set(words(part.name)) & MEANT:
            continue
        if isinstance(event, Evaluated) and any(same_rows(fit.x, event.x) for fit in fits if fit.model == event.model):
            # The cost of the training images, as training sees them.
            continue
        for change in _changes(part):
            if change.place not in told:
                told.add(change.place)
                yield change


def _changes(part: UsedArray) -> Iterator[RandomChange]:
    made_of = list(ancestors(part.value))
    if any(isinstance(operand, Choice) for each in made_of for operand in each.operands):
        # One of the alternatives may be that of the training data.
        return
    functions = []
    for each in made_of:
        names = each.attribute(GENERATED)
        if isinstance(names, Known) and _gives(each):
            yield RandomChange(part, tuple(names.value.split(", ")), each.place, generated=True)
        elif FUNCTION.match(each.operator):
            functions.append(each)
    if functions:
        used = tuple(dict.fromkeys(each.operator.rpartition(".")[2] for each in reversed(functions)))
        yield RandomChange(part, used, functions[0].place, generated=False)


def _gives(images: Tensor) -> bool:
    """Whether a generator gave these images; what is made of them keeps the attribute."""
    return images.operator.rpartition(".")[2].startswith("flow")

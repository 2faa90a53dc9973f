"""Parts that `take` and `skip` cut from one dataset, as the positions of their elements in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Bound, Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.overlaps import Overlap, overlap
from zerolint.facts.paths import contradict
from zerolint.facts.rows import Picked, Root, Rows, Take
from zerolint.facts.values import Known, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import UsedArray, used_arrays, validates

ORDERS = ("reshuffled", "shuffled")
Base = tuple[int, bool]
"""What was cut: the identity of a dataset, and whether it is counted in batches."""


class CutPart(NamedTuple):
    """A part in a role, its last cut, and which positions it holds of each dataset that it was cut from."""

    part: UsedArray
    cut: Tensor
    windows: dict[Base, Rows]


class OverlappingCuts(NamedTuple):
    """Two parts of one dataset that hold some positions both; `rows` are those positions of either."""

    trained: CutPart
    tested: CutPart
    rows: tuple[Rows, Rows]
    shared: Overlap


def is_cut(tensor: Tensor) -> bool:
    """Whether this is a dataset that `take` or `skip` gave."""
    return tensor.operator == "slice" and isinstance(tensor.attribute("method"), Known)


def overlapping_cuts(facts: Facts) -> Iterator[OverlappingCuts]:
    """Each part that is tested on beside the first one that is trained on, or validated on, and shares elements."""
    parts = list(_parts(facts))
    fitted = [each for each in parts if isinstance(each.part.event, Fitted) and each.part.role == "train"]
    told = set()
    for tested in parts:
        if tested.part.role != "test" or tested.cut.place in told:
            continue
        if any(_windows(each, tested) for each in fitted) and not any(_shared(each, tested) for each in fitted):
            continue
        found = next((each for trained in parts if (each := _pair(trained, tested)) is not None), None)
        if found is not None:
            told.add(tested.cut.place)
            yield found


def _pair(trained: CutPart, tested: CutPart) -> OverlappingCuts | None:
    if trained.cut.place == tested.cut.place or contradict(trained.part.event.labels, tested.part.event.labels):
        return None
    if not _beside(trained.part, tested.part):
        return None
    shared, windows = _shared(trained, tested), _windows(trained, tested)
    return None if shared is None or windows is None else OverlappingCuts(trained, tested, windows, shared)


def _beside(first: UsedArray, second: UsedArray) -> bool:
    """Whether two parts belong together: one is trained on, or chooses the model, and the other one tests it."""
    if isinstance(first.event, Bound) and isinstance(second.event, Bound):
        if first.event.frame != second.event.frame or first.event.repeated or second.event.repeated:
            return False
        if _cut_from(first.value, second.value) or _cut_from(second.value, first.value):
            # A part that is divided once more: its name is often given to what is left of it.
            return False
        if validates(first.name) and not validates(second.name):
            return True
    return first.role == "train"


def _cut_from(part: Tensor, whole: Tensor) -> bool:
    return any(each.key == whole.key for each in ancestors(part))


def _windows(first: CutPart, second: CutPart) -> tuple[Rows, Rows] | None:
    """The positions of both in the last dataset that they have in common."""
    common = [base for base in first.windows if base in second.windows]
    return (first.windows[common[0]], second.windows[common[0]]) if common else None


def _shared(first: CutPart, second: CutPart) -> Overlap | None:
    """How many positions both hold, where that is so whatever the size of the dataset."""
    windows = _windows(first, second)
    found = None if windows is None else overlap(*windows)
    return found if found is not None and found.shared and found.in_every_world else None


def _parts(facts: Facts) -> Iterator[CutPart]:
    for part in used_arrays(facts):
        found = list(_below(part.value))
        cuts = [each for each in found if isinstance(each, Tensor) and is_cut(each)]
        if part.role is not None and cuts:
            yield CutPart(part, cuts[0], _windows_of(found))


def _windows_of(found: list[Tensor | Unknown]) -> dict[Base, Rows]:
    """The positions in each dataset below the last cut, those of the nearest one first."""
    windows: dict[Base, Rows] = {}
    cuts: list[Tensor] = []
    for each in found:
        if cuts and each.key:
            rows: Rows = Root(each.key)
            for cut in reversed(cuts):
                count = cut.attribute("count")
                rows = Take(rows, None, count) if cut.attribute("method") == Known("take") else Take(rows, count, None)
            windows[each.key, isinstance(cuts[0].rows, Picked)] = rows
        if isinstance(each, Tensor) and is_cut(each):
            cuts.append(each)
    return windows


def _below(value: Value) -> Iterator[Tensor | Unknown]:
    """A dataset and those that it was made of element by element; below a cut not beyond a shuffle or a new batch."""
    batched: bool | None = None
    while isinstance(value, (Tensor, Unknown)):
        yield value
        if isinstance(value, Unknown) or not value.operands:
            return
        below = value.operands[0]
        if is_cut(value):
            unit = isinstance(value.rows, Picked)
            if batched not in (None, unit):
                return
            batched = unit
        elif value.operator in ORDERS:
            if batched is not None:
                return
        elif not isinstance(below, Tensor) or below.rows != value.rows:
            return
        value = below

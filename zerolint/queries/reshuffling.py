"""Datasets that are shuffled anew in every pass, and the parts that were cut from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.paths import contradict
from zerolint.facts.values import NONE, Known, Tensor, Unknown, Value
from zerolint.queries.dataset_roles import UsedArray, used_arrays


class ReshuffledPart(NamedTuple):
    """A part of a dataset and how it was cut: by which method, from which shuffle's result."""

    part: UsedArray
    cut: Tensor
    shuffled: Tensor
    cached: bool

    @property
    def method(self) -> object:
        """`take` or `skip`."""
        method = self.cut.attribute("method")
        return method.value if isinstance(method, Known) else None

    @property
    def name(self) -> str:
        """What the script calls the part."""
        return self.part.shown


def take_skip_pairs(facts: Facts) -> Iterator[tuple[ReshuffledPart, ReshuffledPart]]:
    """For each reshuffled dataset that `take` and `skip` divide: the part taken and the part behind it."""
    by_shuffle: dict[int, list[ReshuffledPart]] = {}
    for part in used_arrays(facts):
        drawn = _drawn(part)
        if drawn is not None:
            by_shuffle.setdefault(drawn.shuffled.key, []).append(drawn)
    for drawn_parts in by_shuffle.values():
        taken = [each for each in drawn_parts if each.method == "take"]
        skipped = [each for each in drawn_parts if each.method == "skip"]
        pairs = [
            (first, second)
            for first in taken
            for second in skipped
            if is_take_skip_pair(first.part, first.cut, second.part, second.cut)
        ]
        yield from pairs[:1]


def _drawn(part: UsedArray) -> ReshuffledPart | None:
    """The first cut behind the last shuffle of a dataset; None where a part was not cut from a reshuffled one."""
    cut: Tensor | None = None
    cached = False
    value: Value = part.value
    while isinstance(value, Tensor):
        if value.operator == "reshuffled" and cut is not None:
            return ReshuffledPart(part, cut, value, cached)
        if value.operator == "slice":
            cut, cached = value, False
        cached = cached or value.operator == "cached"
        value = value.operands[0] if value.operands else NONE
    return None


def is_take_skip_pair(first: UsedArray, cut: Tensor, second: UsedArray, other: Tensor) -> bool:
    """Whether two cuts were meant to divide a dataset, and are no look at its first rows."""
    if contradict(first.event.labels, second.event.labels):
        return False
    if {first.role, second.role} == {"train", "test"}:
        return True
    counts = cut.attribute("count"), other.attribute("count")
    return not isinstance(counts[0], Unknown) and counts[0] == counts[1] and bool(first.name and second.name)

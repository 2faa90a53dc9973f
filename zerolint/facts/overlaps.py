"""Which rows two row sets share, and which share of the one is in the other: what is so in every world."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TypeGuard

from zerolint.facts.placing import rebased
from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, conditions, roots, shuffles, sized, within
from zerolint.facts.values import Formula
from zerolint.facts.worlds import (
    FAR,
    MOST_LISTED,
    NotSimulated,
    Piece,
    World,
    bounded_pieces,
    least_unit,
    lists_rows,
    parts_inside,
    worlds,
)

FEWEST = 100
"""An array of fewer rows is no usual training set: what holds for it alone is not looked for."""
MOST_HELD_OUT = 10
"""How many times more rows than the training part a test part may have: beyond, both were not cut for so few rows."""
ROUNDED = 2
"""By how many rows a share may differ from that of more rows, since there are whole rows only."""


def _usual(*rows: Rows) -> Iterator[World]:
    """Many sizes, among them small ones and roots of different sizes, in which a claim about rows must hold as well."""
    both = Joined(rows)
    least = least_unit(both)
    listed = lists_rows(both)
    unit, factor = FEWEST, 2.0 if listed else 1.03
    while unit < (MOST_LISTED if listed else 4 * least):
        yield World(unit)
        unit = math.ceil(unit * factor)
    unsized = {each.key for each in parts_inside(both) if isinstance(each, Root) and each.size is None}
    if len(unsized) > 1:
        yield from (World(3 * least, longest=key) for key in unsized)
    # `table[-len(windows):]`: of the few rows that are held out, still fewer windows were cut.
    yield from (World(3 * least, fewest=each.key) for each in _windows(both) if each.key not in roots(both))


def _windows(rows: Rows) -> set[Root]:
    """The arrays of windows whose sizes bound these rows."""
    return {each for each in parts_inside(rows) if isinstance(each, Root) and each.cut and each.size is None}


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many rows of `total` are shared where there are many rows, and whether some are whatever their number.

    `counted`: the two numbers follow from those in the script. `whole`: all of the tested rows are shared.
    """

    shared: int
    total: int
    in_every_world: bool
    counted: bool = False
    whole: bool = False


def _complements(first: Rows, second: Rows) -> bool:
    """Whether a mask picked the ones, or what they were cut from, and left the others."""
    masks = set(_masks(first))
    return any(replace(each, wanted=not each.wanted) in masks for each in _masks(second))


def _masks(rows: Rows) -> Iterator[Masked]:
    while not isinstance(rows, (Root, Joined)):
        if isinstance(rows, Masked):
            yield rows
        rows = rows.base


def _unordered(first: Rows, second: Rows) -> tuple[Rows, Rows]:
    """Both as if what they were cut from, in one random order, were in its own: they share as many rows."""
    order = _last_order(first)
    while order is not None and order == _last_order(second) and not _counts_in(order, first, second):
        first, second = rebased(first, order, order.base), rebased(second, order, order.base)
        order = _last_order(first)
    return first, second


def _counts_in(order: Shuffled, *rows: Rows) -> bool:
    """Whether a cut is at the number of rows that a mask picks in this order: in another it picks others."""
    sizes = (each for each in parts_inside(Joined(rows)) if isinstance(each, Formula))
    masks = (each for size in sizes for each in parts_inside(size) if isinstance(each, Masked) and each.count is None)
    return any(each == order for mask in masks for each in parts_inside(mask))


def _last_order(rows: Rows) -> Shuffled | None:
    while not isinstance(rows, (Root, Joined)):
        if isinstance(rows, Shuffled):
            return rows
        rows = rows.base
    return None


@lru_cache(maxsize=1024)
def overlap(trained: Rows, tested: Rows) -> Overlap | None:
    """How many of the tested rows are trained on; None where that can't be simulated."""
    if not roots(trained) & roots(tested) or _complements(trained, tested):
        return Overlap(0, 1, in_every_world=True)
    if conditions(trained) != conditions(tested) and trained != tested:
        return None
    trained, tested = _unordered(trained, tested)
    known = sized(trained) and sized(tested)
    # Where all sizes are known, the worlds differ in what is random alone.
    found = worlds(trained, tested)[: 2 if known else None]
    try:
        counts = [_counts(world, trained, tested) for world in found]
    except NotSimulated:
        return Overlap(1, 1, in_every_world=True, whole=True) if trained == tested else None
    # Where only few rows would make the parts meet, they were cut for more.
    shared, total = counts[-1]
    doubts: Iterable[World] = chain(found, () if known else _usual(trained, tested))
    if shuffles(trained) != shuffles(tested):
        # Of few rows, two parts that are drawn each by a chance of its own may happen to share none.
        doubts = found[-1:]
    return Overlap(
        shared,
        total,
        in_every_world=shared > 0 and not any(_apart(each, trained, tested) for each in doubts),
        counted=len(set(counts)) == 1,
        whole=all(shared == total for shared, total in counts),
    )


def portion(part: Rows, whole: Rows) -> float | None:
    """Which share of the whole is also in the part, where that is the same however many rows there are; else None."""
    if not counts_told(part):
        return None
    shares: list[tuple[float, int]] = []
    for world in (*worlds(part, whole)[:3], World(FAR * least_unit(part, whole))):
        try:
            every = world.length(whole)
            shared = world.length(part) if within(part, whole) else _shared(world.rows(part), world.rows(whole))[0]
        except NotSimulated:
            return None
        shares.append((shared / max(every, 1), every))
    last = shares[-1][0]
    return last if all(abs(share - last) * every <= ROUNDED for share, every in shares) else None


def _apart(world: World, trained: Rows, tested: Rows) -> bool:
    """Whether here both hold rows, as many as a training part and a test part may, and none of them is shared."""
    try:
        pieces = world.rows(trained), world.rows(tested)
        shared, total = _shared(*pieces)
    except NotSimulated:
        return False
    return shared == 0 < total < MOST_HELD_OUT * sum(len(numbers) for _, numbers in pieces[0])


def _counts(world: World, trained: Rows, tested: Rows) -> tuple[int, int]:
    """How many of the tested rows are trained on here, and how many there are; without lists if one holds the other."""
    inner = tested if within(tested, trained) else trained if within(trained, tested) else None
    if inner is not None and counts_told(inner) and counts_told(tested):
        return world.length(inner), world.length(tested)
    return _shared(world.rows(trained), world.rows(tested))


def counts_told(rows: Rows) -> bool:
    """Whether the script tells how many rows each mask picks, and each index array."""
    picked = [each for each in parts_inside(rows) if isinstance(each, (Masked, Picked))]
    return all(isinstance(each, Masked) and each.count is not None for each in picked)


def _shared(trained: list[Piece], tested: list[Piece]) -> tuple[int, int]:
    """How many of the tested rows are trained on, and how many there are."""
    total = sum(len(numbers) for _, numbers in tested)
    shared = 0
    for root, numbers in tested:
        others = [(other, piece) for other, piece in trained if other == root]
        spans = [(piece.start, piece.stop) for _, piece in others if _plain(piece)]
        if _plain(numbers) and len(spans) == len(others):
            shared += _covered(numbers, sorted(spans))
        elif others:
            seen = set().union(*(piece for _, piece in bounded_pieces(others)))
            shared += sum(row in seen for row in numbers)
    return shared, total


def _plain(numbers: range | list[int]) -> TypeGuard[range]:
    return isinstance(numbers, range) and numbers.step == 1


def _covered(numbers: range, spans: list[tuple[int, int]]) -> int:
    """How many of these rows lie in at least one of the spans, which are in the order of their starts."""
    covered, behind = 0, numbers.start
    for start, stop in spans:
        start, stop = max(start, behind), min(stop, numbers.stop)
        covered += max(0, stop - start)
        behind = max(behind, stop)
    return covered

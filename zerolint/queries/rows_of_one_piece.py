"""Rows that belong together and are held out at random: windows that overlap, parts of one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Split
from zerolint.facts.rows import Rows, Shuffled, Take, shuffles
from zerolint.facts.values import Tensor
from zerolint.facts.windows import Counted, cut_from_each_file, overlapping_windows, steps
from zerolint.facts.worlds import parts_inside
from zerolint.queries.hold_out import HeldOut, held_out


class ShuffledWindows(NamedTuple):
    """Where windows were made that overlap, and where some of them are held out at random."""

    windows: Tensor
    held: HeldOut


def shuffled_windows(facts: Facts) -> Iterator[ShuffledWindows]:
    """Each array of overlapping windows with the first place where a random part of it is held out."""
    counted = steps(facts.of(Counted))
    told: set[int] = set()
    for held in _held_at_random(facts):
        windows = overlapping_windows(held.tested, counted)
        if windows is not None and windows.key not in told:
            told.add(windows.key)
            yield ShuffledWindows(windows, held)


class DividedFile(NamedTuple):
    """A file, one of many, of which several rows are parts, and where some of all these rows are held out at random."""

    file: Tensor
    held: HeldOut


def divided_files(facts: Facts) -> Iterator[DividedFile]:
    """Each reading of files of which parts that do not overlap are held out at random."""
    counted = steps(facts.of(Counted))
    told: set[int] = set()
    for held in _held_at_random(facts):
        file = cut_from_each_file(held.tested, counted)
        if file is not None and file.key not in told and overlapping_windows(held.tested, counted) is None:
            told.add(file.key)
            yield DividedFile(file, held)


def _held_at_random(facts: Facts) -> Iterator[HeldOut]:
    """The places that hold out rows which were drawn one by one."""
    for held in held_out(facts):
        if held.tested.rows is not None and _at_random(held.tested.rows, isinstance(held.event, Split)):
            yield held


def _at_random(rows: Rows, split: bool) -> bool:
    """Whether the rows were drawn one by one, and not as whole groups or only every few of them."""
    inside = list(parts_inside(rows))
    if any(isinstance(each, Take) and each.step is not None for each in inside):
        return False
    return bool(shuffles(rows)) and (split or any(isinstance(each, Shuffled) for each in inside))

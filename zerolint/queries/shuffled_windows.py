"""Windows of a series that overlap and are held out at random, so that each has its neighbours in the training part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Split
from zerolint.facts.rows import Rows, Shuffled, Take, shuffles
from zerolint.facts.values import Tensor
from zerolint.facts.windows import Counted, overlapping_windows, steps
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
    for held in held_out(facts):
        if held.tested.rows is None or not _at_random(held.tested.rows, isinstance(held.event, Split)):
            continue
        windows = overlapping_windows(held.tested, counted)
        if windows is not None and windows.key not in told:
            told.add(windows.key)
            yield ShuffledWindows(windows, held)


def _at_random(rows: Rows, split: bool) -> bool:
    """Whether the rows were drawn one by one, and not as whole groups or only every few of them."""
    inside = list(parts_inside(rows))
    if any(isinstance(each, Take) and each.step is not None for each in inside):
        return False
    return bool(shuffles(rows)) and (split or any(isinstance(each, Shuffled) for each in inside))

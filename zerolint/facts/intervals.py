"""The interval domain: between which bounds the numbers of a tensor lie, and which bounds they reach."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from enum import IntEnum


class End(IntEnum):
    """What is known of a bound.

    LOOSE: nothing lies beyond it, and how close the numbers come is not known. OPEN: they come arbitrarily
    close. CLOSED: they reach it in floating point, as a sigmoid reaches 1 from about 17 on.
    """

    LOOSE = 0
    OPEN = 1
    CLOSED = 2


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers lie within `low` and `high`, both included; between ends that are not LOOSE every number occurs."""

    low: float
    high: float
    low_end: End = End.LOOSE
    high_end: End = End.LOOSE

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high

    def __le__(self, other: Interval) -> bool:
        """Whether this is the more precise claim: nothing of it lies outside the other."""
        return other.low <= self.low and self.high <= other.high

    def join(self, other: Interval) -> Interval:
        """What holds of both; a bound that only one of them reaches is a bound, and no more."""
        low, high = min(self.low, other.low), max(self.high, other.high)
        return Interval(
            low,
            high,
            min(self.low_end, other.low_end) if self.low == other.low else End.LOOSE,
            min(self.high_end, other.high_end) if self.high == other.high else End.LOOSE,
        )

    def both(self, other: Interval) -> Interval:
        """What holds of numbers of both kinds, each of which occurs; a gap between them is not claimed to be filled."""
        low, high = min(self, other, key=lambda each: each.low), max(self, other, key=lambda each: each.high)
        if max(self.low, other.low) > min(self.high, other.high):
            return Interval(low.low, high.high)
        return Interval(
            low.low,
            high.high,
            max(self.low_end, other.low_end) if self.low == other.low else low.low_end,
            max(self.high_end, other.high_end) if self.high == other.high else high.high_end,
        )

    def widen(self, later: Interval) -> Interval:
        """What holds however often a loop goes on: a bound that moved has none."""
        return Interval(
            self.low if later.low >= self.low else -math.inf,
            self.high if later.high <= self.high else math.inf,
            self.low_end if later.low >= self.low else End.LOOSE,
            self.high_end if later.high <= self.high else End.LOOSE,
        )

    def loosened(self) -> Interval:
        """The same bounds without the claim that they are reached."""
        return Interval(self.low, self.high)

    @property
    def constant(self) -> bool:
        """Whether this is one single number."""
        return self.low == self.high

    def falls_to(self, bound: float) -> bool:
        """Whether some number is known to be `bound` or less."""
        return (self.low < bound and self.low_end > End.LOOSE) or (self.low == bound and self.low_end is End.CLOSED)

    def climbs_above(self, bound: float) -> bool:
        """Whether some number is known to be more than `bound`."""
        return self.high > bound and self.high_end > End.LOOSE

    def falls_below(self, bound: float) -> bool:
        """Whether some number is known to be less than `bound`."""
        return self.low < bound and self.low_end > End.LOOSE

    def show(self) -> str:
        """`[0, 1]` where the ends are reached, `(0, inf)` where they are not, "within" where that is not known."""
        left = "[" if self.low_end is End.CLOSED else "("
        right = "]" if self.high_end is End.CLOSED else ")"
        loose = End.LOOSE in (self.low_end, self.high_end)
        if loose:
            left, right = "within [", "]"
        return f"{left}{self.low:g}, {self.high:g}{right}"


ANYTHING = Interval(-math.inf, math.inf)
"""Nothing is known."""
ANY_REAL = Interval(-math.inf, math.inf, End.OPEN, End.OPEN)
"""What a layer gives that is not followed by an activation: its weights may take it anywhere."""


def exactly(number: float) -> Interval:
    """One number."""
    return Interval(number, number, End.CLOSED, End.CLOSED)


def single(number: float) -> float:
    """The number as float32 holds it; beyond its range infinite."""
    try:
        rounded: float = struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return math.copysign(math.inf, number)
    return rounded

"""Row sets simulated on row numbers: whether two share rows, and how many, by Python's own slicing.

Where the script does not tell how many rows there are, sizes are made up ("worlds"). What holds in some of them
alone is no fact about the script: only what is the same in all of them is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, Take, sized
from zerolint.facts.values import Formula, Known, Value

Piece = tuple[int, "range | list[int]"]
"""Row numbers, in order, and the root that they are of."""

MOST_ROWS = 150_000
"""Larger row lists are not simulated; contiguous ranges cost nothing and have no limit."""
UNIT = 40
"""Rows of an array of unknown size, beyond those that the script's own numbers ask for."""
FAR = 10_000
"""How much larger an array may be than what the script's own numbers suggest."""
LARGEST = 10**17
"""Sizes and positions beyond this one are taken for it: no array is as long, and Python has no longer range."""
MOST_REMEMBERED = 2100
"""Rows that are listed once for all that they are compared with: a loop over seeds compares each part with each."""
MOST_LISTED = 2000
"""Rows of the largest array of which many sizes are tried, where each try lists the rows."""


class NotSimulated(Exception):
    """The rows depend on something that has no number in any world."""


FEWEST_WINDOWS = 2


@dataclass(frozen=True, slots=True)
class World:
    """One assignment of sizes to roots whose size is not known, and of outcomes to what is random.

    They all have `unit` rows, or where a `longest` is named, the others a quarter of it. The one named `fewest` has
    next to none.
    """

    unit: int
    draw: int = 0
    longest: int | None = None
    fewest: int | None = None

    def size(self, root: Root) -> int:
        """How many rows the root has here."""
        if root.size is not None:
            return min(root.size, LARGEST)
        if root.key == self.fewest:
            return FEWEST_WINDOWS
        return self.unit if self.longest in (None, root.key) else self.unit // 4

    def rows(self, rows: Rows) -> list[Piece]:
        """Row numbers, in order, as pieces of one root each."""
        match rows:
            case Root():
                return [(rows.key, range(self.size(rows)))]
            case Take():
                return _cut(self.rows(rows.base), self._window(rows))
            case Shuffled() | Masked():
                pieces = self.rows(rows.base)
                few = sum(len(numbers) for _, numbers in pieces) <= MOST_REMEMBERED
                return _remembered(self, rows) if few else self.listed(rows, pieces)
            case Picked():
                raise NotSimulated
            case Joined():
                return [piece for part in rows.parts for piece in self.rows(part)]

    def listed(self, rows: Shuffled | Masked, pieces: list[Piece]) -> list[Piece]:
        """What an order or a mask makes of the rows in these pieces."""
        if isinstance(rows, Masked):
            return self._masked(rows, bounded_pieces(pieces))
        return [(root, self._shuffled(numbers, rows.key)) for root, numbers in pieces]

    def _window(self, rows: Take) -> slice:
        return slice(*(self._part(part) for part in (rows.start, rows.stop, rows.step)))

    def _part(self, part: Value | None) -> int | None:
        if part is None or part == Known(None):
            return None
        number = self.number(part)
        if isinstance(number, bool) or not isinstance(number, int):
            if not isinstance(number, float) or not number.is_integer():
                raise NotSimulated
            number = int(number)
        return max(-LARGEST, min(number, LARGEST))

    def _shuffled(self, numbers: range | list[int], key: int) -> list[int]:
        if len(numbers) > MOST_ROWS:
            raise NotSimulated
        return [numbers[position] for position in _order(len(numbers), key + self.draw)]

    def _masked(self, rows: Masked, pieces: list[Piece]) -> list[Piece]:
        """The rows that a mask picks: as many as it is said to pick, or about a half."""
        if rows.count is None:
            coins = [(root, numbers, _mixed(rows.key, self.draw, root)) for root, numbers in pieces]
            return [
                (root, [row for row in numbers if (_mixed(row, coin) & 1 == 0) == rows.wanted])
                for root, numbers, coin in coins
            ]
        total = sum(len(numbers) for _, numbers in pieces)
        picked = set(_order(total, rows.key + self.draw)[: self._part(rows.count)])
        found: list[Piece] = []
        behind = 0
        for root, numbers in pieces:
            kept = [row for position, row in enumerate(numbers, behind) if (position in picked) == rows.wanted]
            found.append((root, kept))
            behind += len(numbers)
        return found

    def number(self, value: Value) -> int | float:
        """What a number is in this world; raises NotSimulated where it has none."""
        match value:
            case Known(value=int() | float() as number):
                return number
            case Formula(operator="size", operands=(rows,)):
                return self.length(rows)
            case Formula(operator=operator, operands=operands) if operator in OPERATIONS:
                try:
                    result: int | float = OPERATIONS[operator](*(self.number(each) for each in operands))
                except (ArithmeticError, TypeError, ValueError):
                    raise NotSimulated from None
                return result
        raise NotSimulated

    def length(self, rows: Rows) -> int:
        """The number of rows here, without listing them where that is possible."""
        match rows:
            case Root():
                return self.size(rows)
            case Take():
                return len(range(self.length(rows.base))[self._window(rows)])
            case Shuffled():
                return self.length(rows.base)
            case Joined():
                return sum(self.length(part) for part in rows.parts)
            case Masked(count=Known() | Formula()):
                whole = self.length(rows.base)
                picked = len(range(whole)[: self._part(rows.count)])
                return picked if rows.wanted else whole - picked
        return sum(len(numbers) for _, numbers in self.rows(rows))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "neg": lambda a: -a,
    "int": int,
    "round": round,
    "floor": math.floor,
    "ceil": math.ceil,
    "abs": abs,
    "min": min,
    "max": max,
    "float": float,
    "different": lambda among, draws: round(among - among * (1 - 1 / among) ** float(draws)),
}
"""Operators of a Formula, as Python computes them. `different`: how many come at all, of so many, in so many draws."""


def _cut(pieces: list[Piece], window: slice) -> list[Piece]:
    """Python's slicing of what lies in several pieces, one behind the other."""
    if len(pieces) == 1:
        root, numbers = pieces[0]
        return [(root, numbers[window])]
    if window.step not in (None, 1):
        flat = [(root, row) for root, numbers in bounded_pieces(pieces) for row in numbers][window]
        return [(root, [row]) for root, row in flat]
    start, stop, _ = window.indices(sum(len(numbers) for _, numbers in pieces))
    found: list[Piece] = []
    for root, numbers in pieces:
        if max(0, start) < min(stop, len(numbers)):
            found.append((root, numbers[max(0, start) : stop]))
        start, stop = start - len(numbers), stop - len(numbers)
    return found


MANY_BITS = 0xFFFFFFFFFFFFFFFF


def _mixed(*numbers: int) -> int:
    """A number that tells nothing of these: masks on masks must not agree by a pattern.

    (The low bits of `hash` of a tuple do: three masks often left no row.)
    """
    mixed = 1
    for each in numbers:
        mixed = (mixed ^ each) * 0x9E3779B97F4A7C15 & MANY_BITS
        mixed ^= mixed >> 32
    return mixed


@lru_cache(maxsize=256)
def _remembered(world: World, rows: Shuffled | Masked) -> list[Piece]:
    return world.listed(rows, world.rows(rows.base))


@lru_cache(maxsize=16)
def _order(count: int, key: int) -> list[int]:
    """A random order of so many positions; the same key gives the same order."""
    return random.Random(key).sample(range(count), count)


def bounded_pieces(pieces: list[Piece]) -> list[Piece]:
    """The pieces, to be listed row by row; raises NotSimulated where they hold too many rows for that."""
    if sum(len(numbers) for _, numbers in pieces) > MOST_ROWS:
        raise NotSimulated
    return pieces


def _constants(rows: Any) -> Iterator[int]:
    """The numbers that touch these rows: sizes must be larger than their sum."""
    for each in parts_inside(rows):
        if isinstance(each, Known) and isinstance(each.value, (int, float)) and abs(each.value) < LARGEST / FAR**2:
            yield math.ceil(abs(each.value))


def parts_inside(rows: Any) -> Iterator[Any]:
    """Everything that an expression of rows or of their number is made of, and itself; equal parts are opened once."""
    seen: set[Any] = set()
    waiting = [rows]
    while waiting:
        each = waiting.pop()
        yield each
        if each in seen:
            continue
        seen.add(each)
        match each:
            case Take(base=base, start=start, stop=stop, step=step):
                waiting += [base, start, stop, step]
            case Masked(base=base, count=count):
                waiting += [base, count]
            case Shuffled(base=base) | Picked(base=base):
                waiting.append(base)
            case Joined(parts=parts) | Formula(operands=parts):
                waiting += parts


def lists_rows(rows: Rows) -> bool:
    """Whether a simulation lists these rows one by one."""
    return any(
        isinstance(each, (Shuffled, Masked)) or (isinstance(each, Take) and each.step not in (None, Known(None)))
        for each in parts_inside(rows)
    )


def least_unit(*rows: Any) -> int:
    """A size above twice the sum of the numbers that touch these rows."""
    return 2 * sum(_constants(Joined(rows))) + UNIT


def worlds(*rows: Any) -> list[World]:
    """A few sizes for the roots of unknown size in row sets and numbers, all above twice the sum of the constants.

    The last one is far above it. What is random comes out otherwise in each.
    """
    least = least_unit(*rows)
    most = max(3 * least, MOST_LISTED) if lists_rows(Joined(rows)) else FAR * least
    return [World(least), World(least + 61, 1), World(3 * least + 7, 2), World(most + 3, 3)]


def size(rows: Rows) -> Value:
    """`len` of these rows: a number where the sizes of the roots tell it, else a Formula."""
    if not sized(rows) or not _counted(rows):
        return Formula("size", (rows,))
    try:
        lengths = {world.length(rows) for world in worlds(rows)}
    except NotSimulated:
        return Formula("size", (rows,))
    return Known(lengths.pop()) if len(lengths) == 1 else Formula("size", (rows,))


def _counted(rows: Rows) -> bool:
    """Whether sizes and slices alone tell the number of rows: how many a condition chooses is in the data."""
    match rows:
        case Root():
            return True
        case Take(base=base) | Shuffled(base=base):
            return _counted(base)
        case Joined(parts=parts):
            return all(map(_counted, parts))
    return False
